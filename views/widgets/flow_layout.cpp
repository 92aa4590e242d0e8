// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/flow_layout.h"

#include <QStyle>
#include <QWidget>
#include <QWidgetItem>

namespace steward {

FlowLayout::FlowLayout(int horizontalGap, int verticalGap, QWidget *parent)
    : QLayout(parent)
    , m_horizontalGap(horizontalGap)
    , m_verticalGap(verticalGap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

void FlowLayout::insertWidget(int index, QWidget *widget)
{
    addChildWidget(widget);
    m_items.insert(std::clamp<qsizetype>(index, 0, m_items.size()), new QWidgetItem(widget));
    invalidate();
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        size.rwidth() += item->sizeHint().width() + (size.isEmpty() ? 0 : m_horizontalGap);
        size.setHeight(std::max(size.height(), item->sizeHint().height()));
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool really) const
{
    const QMargins margins = contentsMargins();
    const QRect inner = rect.marginsRemoved(margins);
    const Qt::LayoutDirection direction = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = inner.left();
    int y = inner.top();
    qsizetype lineStart = 0;
    int lineHeight = 0;
    QList<QRect> placed;
    const auto finishLine = [&](qsizetype end) {
        for (qsizetype i = lineStart; really && i < end; ++i) {
            if (m_items[i]->isEmpty())
                continue;
            QRect box = placed[i];
            if (lineHeight <= 40) // one line of controls stands on one axis; taller things on their upper edge
                box.moveTop(box.top() + (lineHeight - box.height()) / 2);
            m_items[i]->setGeometry(QStyle::visualRect(direction, inner, box));
        }
        lineStart = end;
    };
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (m_items[i]->isEmpty()) {
            placed.append(QRect());
            continue;
        }
        QSize size = m_items[i]->sizeHint().expandedTo(m_items[i]->minimumSize());
        size = size.boundedTo(m_items[i]->maximumSize());
        size.setWidth(std::min(size.width(), std::max(inner.width(), m_items[i]->minimumSize().width())));
        if (m_items[i]->hasHeightForWidth())
            size.setHeight(m_items[i]->heightForWidth(size.width()));
        if (x > inner.left() && x + size.width() > inner.right() + 1) {
            finishLine(i);
            x = inner.left();
            y += lineHeight + m_verticalGap;
            lineHeight = 0;
        }
        placed.append(QRect(QPoint(x, y), size));
        x += size.width() + m_horizontalGap;
        lineHeight = std::max(lineHeight, size.height());
    }
    finishLine(m_items.size());
    return y + lineHeight - rect.top() + margins.bottom();
}

} // namespace steward
