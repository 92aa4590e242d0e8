// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/header_view.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QHoverEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int side_padding = 12;
constexpr int arrow = 14;
} // namespace

HeaderView::HeaderView(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setMinimumSectionSize(48);
    setStretchLastSection(true);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
}

QSize HeaderView::sizeHint() const
{
    return { QHeaderView::sizeHint().width(), 36 };
}

QSize HeaderView::sectionSizeFromContents(int section) const
{
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const int words = QFontMetrics(m_theme.font(Type::Small, QFont::DemiBold)).horizontalAdvance(text);
    return { words + 2 * side_padding + arrow + 4, 36 };
}

void HeaderView::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    painter->setLayoutDirection(layoutDirection());
    painter->fillRect(rect, m_theme.colour(section == m_hovered ? Token::Hover : Token::Surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.colour(Token::Border));
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const QFont font = m_theme.font(Type::Small, sorted ? QFont::DemiBold : QFont::Medium);
    const QColor colour = m_theme.colour(sorted ? Token::Text : Token::Text2);
    const QVariant wanted = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const bool trailing = wanted.isValid() && (wanted.toInt() & (Qt::AlignRight | Qt::AlignTrailing)) != 0;
    const QRect box = rect.adjusted(side_padding, 0, -side_padding, -1);
    const int words = std::min(QFontMetrics(font).horizontalAdvance(text) + 1, box.width() - (sorted ? arrow + 3 : 0));
    const int content = words + (sorted ? arrow + 3 : 0);
    const int left = trailing ? box.right() + 1 - content : box.left();
    const auto visual = [&](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect, logical); };
    paintText(painter, visual(QRect(left, box.top(), words, box.height())), text, font, colour);
    if (sorted)
        paintIcon(painter, sortIndicatorOrder() == Qt::AscendingOrder ? u"arrow-up"_s : u"arrow-down"_s,
                  visual(QRect(left + words + 3, box.center().y() - arrow / 2 + 1, arrow, arrow)), colour);
    painter->restore();
}

bool HeaderView::viewportEvent(QEvent *event)
{
    int hovered = m_hovered;
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        hovered = sectionsClickable() ? logicalIndexAt(static_cast<QHoverEvent *>(event)->position().toPoint()) : -1;
    else if (event->type() == QEvent::HoverLeave)
        hovered = -1;
    if (hovered != m_hovered) {
        m_hovered = hovered;
        viewport()->update();
    }
    return QHeaderView::viewportEvent(event);
}

} // namespace steward
