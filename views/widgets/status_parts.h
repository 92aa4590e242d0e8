// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

class QProgressBar;

namespace steward {

class Button;
class IconView;
class Label;

/// How the console stands to its server, as icon and words.
class ConnectionIndicator final : public QWidget
{
    Q_OBJECT

public:
    enum class State { Connecting, Live, Behind, Offline };

    explicit ConnectionIndicator(const Theme &theme, QWidget *parent = nullptr);

    /// `way` is "direct" or "API"; a negative latency is not shown. `detail` (server, since when) is the tool tip.
    void setState(State state, const QString &way = {}, int latency_ms = -1, const QString &detail = {});
    [[nodiscard]] QString text() const;

private:
    IconView *m_sign;
    Label *m_words;
};

/// A job in the background: what it does, how far it is, and the way to stop it. Its end stays until dismissed.
class JobProgress final : public QWidget
{
    Q_OBJECT

public:
    explicit JobProgress(const Theme &theme, QWidget *parent = nullptr);

    /// `percent` 0 to 100; negative while that is not known.
    void setRunning(const QString &text, int percent);
    void setDone(const QString &text);
    void setFailed(const QString &text);

signals:
    void cancelRequested(); ///< while it runs
    void dismissed();       ///< after its end

private:
    void finish(const QString &text, const QString &icon, Token ink);

    IconView *m_sign;
    Label *m_text;
    QProgressBar *m_bar;
    Button *m_close;
    bool m_running = true;
};

} // namespace steward
