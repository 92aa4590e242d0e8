// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/overlay.h"

#include "views/widgets/painting.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace steward {

Overlay::Overlay(const Theme &theme, const QString &name, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
    , m_card(new QWidget(this))
    , m_layout(new QVBoxLayout(m_card))
{
    setAccessibleName(name);
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
    hide();
    window->installEventFilter(this);
    installEventFilter(this);
}

void Overlay::openOverlay()
{
    if (isVisible())
        return;
    m_before = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    placeCard();
    show();
    raise();
    setFocus(Qt::OtherFocusReason); // until one of its controls takes it: nothing typed goes to the page below
    emit opened();
}

void Overlay::closeOverlay()
{
    if (!isVisible())
        return;
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void Overlay::placeCard()
{
    m_card->setGeometry(cardPlace());
    update();
}

void Overlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Scrim));
    paintShadow(&painter, m_theme, m_card->geometry(), grid::card_radius, 24);
    paintRounded(&painter, m_card->geometry(), grid::card_radius, m_theme.colour(Token::Raised), m_theme.colour(Token::Border));
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        closeOverlay();
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeOverlay();
    // No key reaches the page below.
    event->accept();
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
        placeCard();
    }
    // Asked before any shortcut runs, wherever in the card the focus is: the key is typed here and nowhere else.
    if (watched == this && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool Overlay::focusNextPrevChild(bool next)
{
    QList<QWidget *> stops;
    for (QWidget *child : m_card->findChildren<QWidget *>())
        if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus) != 0 && child->focusProxy() == nullptr)
            stops.append(child);
    if (stops.isEmpty())
        return true;
    const qsizetype here = stops.indexOf(QApplication::focusWidget());
    const qsizetype there = (here + (next ? 1 : -1) + stops.size()) % stops.size();
    stops[there]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace steward
