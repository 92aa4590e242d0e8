// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/steady_scroll.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace steward {

SteadyScroll::SteadyScroll(QWidget *column, QWidget *parent)
    : QScrollArea(parent)
    , m_margins(column->layout()->contentsMargins())
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(column);
    column->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->installEventFilter(this);
}

bool SteadyScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == verticalScrollBar() && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        giveRoom();
    return QScrollArea::eventFilter(watched, event);
}

void SteadyScroll::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        giveRoom();
}

void SteadyScroll::giveRoom()
{
    QMargins margins = m_margins;
    if (verticalScrollBar()->isVisible()) {
        const int bar = verticalScrollBar()->sizeHint().width();
        if (isRightToLeft())
            margins.setLeft(std::max(0, margins.left() - bar));
        else
            margins.setRight(std::max(0, margins.right() - bar));
    }
    widget()->layout()->setContentsMargins(margins);
}

} // namespace steward
