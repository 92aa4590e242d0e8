// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace steward {

class Button;
class Label;

/// A short word about what was just done, with the time that is left to take it back. It goes by itself, so the same
/// outcome always stands in a place that stays. It never takes the focus.
class Toast final : public QWidget
{
    Q_OBJECT

public:
    /// `action` may be empty. It goes after `milliseconds`; without an action it waits while the pointer is on it.
    Toast(const Theme &theme, Tone tone, const QString &text, const QString &action, int milliseconds, QWidget *parent);

    [[nodiscard]] int remaining_ms() const;
    [[nodiscard]] Button *action() const { return m_action; }
    void dismiss();

signals:
    void actionTriggered();
    /// It went, by itself or dismissed.
    void gone();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void tick();

    const Theme &m_theme;
    Tone m_tone;
    int m_whole;
    int m_rest;
    QElapsedTimer m_since;
    QTimer m_tick;
    Label *m_seconds;
    Button *m_action;
    bool m_held = false;
};

/// Shows toasts above the lower edge of a window, the newest lowest, at most three.
class ToastHost final : public QObject
{
    Q_OBJECT

public:
    ToastHost(const Theme &theme, QWidget *window);

    /// Announced to assistive technology. The toast deletes itself when gone.
    Toast *post(Tone tone, const QString &text, const QString &action = {}, int milliseconds = 6000);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();

    const Theme &m_theme;
    QWidget *m_window;
    QList<Toast *> m_toasts;
};

} // namespace steward
