// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace steward {

/// A card over the dimmed window, within it. Escape and a click beside the card close it; the focus goes back to
/// where it was, and Tab stays inside while it is open. So do all keys: what the window's shortcuts would do to the page
/// below waits until the card is closed.
class Overlay : public QWidget
{
    Q_OBJECT

public:
    /// Lies over all of `window`.
    Overlay(const Theme &theme, const QString &name, QWidget *window);

    void openOverlay();
    void closeOverlay();

signals:
    void opened();
    void closed();

protected:
    /// Where the card lies; the whole window is the room.
    [[nodiscard]] virtual QRect cardPlace() const = 0;
    [[nodiscard]] QVBoxLayout *cardLayout() const { return m_layout; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    void placeCard();

    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    const Theme &m_theme;
    QWidget *m_card;
    QVBoxLayout *m_layout;
    QPointer<QWidget> m_before;
};

} // namespace steward
