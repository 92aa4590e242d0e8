// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/row_delegate.h"

#include "views/widgets/avatar.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"
#include "views/widgets/state_pill.h"

#include <QPainter>
#include <QTableView>

namespace steward {

namespace {

constexpr int side_padding = 12;

Tone toneOf(const QModelIndex &index)
{
    const QVariant tone = index.data(cell::tone);
    return tone.isValid() ? static_cast<Tone>(tone.toInt()) : Tone::Mute;
}

} // namespace

RowDelegate::RowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
    makeFonts();
    connect(&theme, &Theme::changed, this, &RowDelegate::makeFonts);
}

void RowDelegate::makeFonts()
{
    m_plain = m_theme.font(Type::Body);
    m_strong = m_theme.font(Type::Body, QFont::DemiBold);
    m_small = m_theme.font(Type::Small);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int height = m_compact ? grid::row_compact : grid::row;
    const QString text = index.data().toString();
    int width = QFontMetrics(m_strong).horizontalAdvance(text);
    switch (m_kinds.value(index.column(), CellKind::Plain)) {
    case CellKind::Plain:
    case CellKind::Figure: break;
    case CellKind::TwoLine:
    case CellKind::Money: width = std::max(width, QFontMetrics(m_small).horizontalAdvance(index.data(cell::second_line).toString())); break;
    case CellKind::Party: width = std::max(width, QFontMetrics(m_small).horizontalAdvance(index.data(cell::second_line).toString())) + 38; break;
    case CellKind::Pill: width = StatePill::sizeFor(m_theme, text).width(); break;
    case CellKind::Sign: width += 22; break;
    }
    return { width + 2 * side_padding, height };
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setClipRect(option.rect);
    paintGround(painter, option, index);
    if (index.data(cell::dimmed).toBool())
        painter->setOpacity(0.55);
    const QRect box = option.rect.adjusted(side_padding, 0, -side_padding, -1);
    if (index.data(cell::loading).toBool()) {
        paintSkeleton(painter, box, index.row() + index.column());
    } else {
        switch (m_kinds.value(index.column(), CellKind::Plain)) {
        case CellKind::Plain:
            paintText(painter, box, index.data().toString(), m_plain, m_theme.colour(Token::Text2));
            break;
        case CellKind::TwoLine: paintLines(painter, box, index); break;
        case CellKind::Party: {
            const int side = m_compact ? 22 : 28;
            const QRect picture(box.left(), box.center().y() - side / 2 + 1, side, side);
            Avatar::paint(painter, m_theme, QStyle::visualRect(option.direction, box, picture), index.data().toString());
            paintLines(painter, QStyle::visualRect(option.direction, box, box.adjusted(side + 10, 0, 0, 0)), index);
            break;
        }
        case CellKind::Pill:
            if (!index.data().toString().isEmpty())
                StatePill::paint(painter, m_theme, box.adjusted(-2, 0, 2, 0), index.data().toString(), toneOf(index), index.data(cell::icon).toString());
            break;
        case CellKind::Money:
        case CellKind::Figure: paintFigures(painter, box, index); break;
        case CellKind::Sign: paintSign(painter, box, index); break;
        }
    }
    painter->setOpacity(1);
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (view != nullptr && hasKeyboardFocus(view) && view->currentIndex() == index)
        paintFocusRing(painter, m_theme, QRectF(option.rect).adjusted(1, 1, -1, -2), 6);
    painter->restore();
}

void RowDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect rect = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(rect, m_theme.colour(Token::AccentSoft));
    else if (index.row() == m_hovered)
        painter->fillRect(rect, m_theme.colour(Token::Hover));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.colour(Token::Border2));
    if (selected && index.column() == m_leading) {
        const QRect bar(rect.left(), rect.top(), 3, rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, rect, bar), m_theme.colour(Token::AccentFill));
    }
}

void RowDelegate::paintSkeleton(QPainter *painter, const QRect &box, int row) const
{
    // Uneven widths look like text; they follow from the place, so that nothing flickers.
    const int percent = 45 + static_cast<int>(static_cast<unsigned>(row) * 37U % 45U);
    const QRect bar(box.left(), box.center().y() - 5, box.width() * percent / 100, 10);
    paintRounded(painter, QStyle::visualRect(painter->layoutDirection(), box, bar), 5, m_theme.colour(Token::Skeleton));
}

void RowDelegate::paintLines(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    const QString first = index.data().toString();
    const QString second = index.data(cell::second_line).toString();
    const QFont &face = index.data(cell::strong).toBool() ? m_strong : m_plain;
    const QColor colour = m_theme.colour(Token::Text);
    const QColor quiet = m_theme.colour(Token::Text2);
    if (second.isEmpty())
        return paintText(painter, box, first, face, colour);
    if (m_compact) {
        const int width = std::min(QFontMetrics(face).horizontalAdvance(first) + 1, box.width());
        const QRect words(box.left(), box.top(), width, box.height());
        const QRect rest = box.adjusted(width + 8, 0, 0, 0);
        paintText(painter, QStyle::visualRect(painter->layoutDirection(), box, words), first, face, colour);
        if (rest.width() > 24)
            paintText(painter, QStyle::visualRect(painter->layoutDirection(), box, rest), second, m_small, quiet);
        return;
    }
    const int middle = box.center().y();
    paintText(painter, QRect(box.left(), middle - 17, box.width(), 18), first, face, colour);
    paintText(painter, QRect(box.left(), middle, box.width(), 18), second, m_small, quiet);
}

void RowDelegate::paintFigures(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    const QString second = index.data(cell::second_line).toString();
    const bool rtl = painter->layoutDirection() == Qt::RightToLeft;
    const Qt::Alignment edge = rtl ? Qt::AlignLeft : Qt::AlignRight;
    const QFont &face = index.data(cell::strong).toBool() ? m_strong : m_plain;
    if (second.isEmpty())
        return paintTabular(painter, box, index.data().toString(), face, m_theme.colour(Token::Text), edge);
    if (m_compact) {
        const int code = QFontMetrics(m_small).horizontalAdvance(second);
        paintText(painter, box, second, m_small, m_theme.colour(Token::Text2), Qt::AlignTrailing | Qt::AlignVCenter);
        const QRect figures = rtl ? box.adjusted(code + 6, 0, 0, 0) : box.adjusted(0, 0, -code - 6, 0);
        return paintTabular(painter, figures, index.data().toString(), face, m_theme.colour(Token::Text), edge);
    }
    const int middle = box.center().y();
    paintTabular(painter, QRect(box.left(), middle - 17, box.width(), 18), index.data().toString(), face, m_theme.colour(Token::Text), edge);
    paintText(painter, QRect(box.left(), middle, box.width(), 18), second, m_small, m_theme.colour(Token::Text2), Qt::AlignTrailing | Qt::AlignVCenter);
}

void RowDelegate::paintSign(QPainter *painter, const QRect &box, const QModelIndex &index) const
{
    const QColor colour = m_theme.colour(ink(toneOf(index)));
    const QString icon = index.data(cell::icon).toString();
    QRect words = box;
    if (!icon.isEmpty()) {
        const QRect sign(box.left(), box.center().y() - 7, 16, 16);
        paintIcon(painter, icon, QStyle::visualRect(painter->layoutDirection(), box, sign), colour);
        words.adjust(22, 0, 0, 0);
    }
    paintText(painter, QStyle::visualRect(painter->layoutDirection(), box, words), index.data().toString(), m_strong, colour);
}

} // namespace steward
