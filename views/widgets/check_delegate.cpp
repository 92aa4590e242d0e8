// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/check_delegate.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QAbstractItemView>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int box_side = 16;
}

CheckDelegate::CheckDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int words = QFontMetrics(m_theme.font(Type::Body)).horizontalAdvance(index.data().toString());
    return { words + box_side + 3 * grid::gap, grid::row_compact };
}

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(1, 1, -1, -1);
    const auto visual = [&](const QRect &logical) { return QStyle::visualRect(option.direction, option.rect, logical); };
    if (option.state.testFlag(QStyle::State_Selected))
        paintRounded(painter, row, 6, m_theme.colour(Token::AccentSoft));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        paintRounded(painter, row, 6, m_theme.colour(Token::Hover));
    const bool isChecked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool isFixed = !index.flags().testFlag(Qt::ItemIsUserCheckable);
    const QRect box = visual(QRect(row.left() + grid::gap, row.center().y() - box_side / 2 + 1, box_side, box_side));
    const QColor fill = m_theme.colour(!isChecked ? Token::Surface : isFixed ? Token::TextDisabled : Token::AccentFill);
    paintRounded(painter, box, 4, fill, isChecked ? fill : m_theme.colour(Token::BorderStrong));
    if (isChecked)
        paintIcon(painter, u"check"_s, box.adjusted(1, 1, -1, -1), m_theme.colour(isFixed ? Token::Surface : Token::OnAccent));
    paintText(painter, visual(row.adjusted(box_side + 2 * grid::gap + 2, 0, -grid::gap, 0)), index.data().toString(), m_theme.font(Type::Body),
        m_theme.colour(isFixed ? Token::Text2 : Token::Text));
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view != nullptr && hasKeyboardFocus(view) && view->currentIndex() == index)
        paintFocusRing(painter, m_theme, row, 6);
    painter->restore();
}

bool CheckDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::KeyPress)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    if (event->type() != QEvent::MouseButtonRelease || !index.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !option.rect.contains(mouse->position().toPoint()))
        return false;
    const bool isChecked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace steward
