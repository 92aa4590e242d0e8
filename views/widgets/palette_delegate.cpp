// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/palette_delegate.h"

#include "views/widgets/badge.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"
#include "views/widgets/palette_model.h"

#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace steward {

PaletteDelegate::PaletteDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return { 200, index.data(PaletteModel::section_role).toBool() ? 30 : 40 };
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(option.direction);
    const QRect &row = option.rect;
    const auto visual = [&](const QRect &logical) { return QStyle::visualRect(option.direction, row, logical); };
    if (index.data(PaletteModel::section_role).toBool()) {
        paintText(painter, visual(row.adjusted(16, 6, -16, 0)), index.data().toString(), m_theme.font(Type::Small, QFont::DemiBold), m_theme.colour(Token::Text3));
        painter->restore();
        return;
    }
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool refused = !index.data(PaletteModel::refusal_role).toString().isEmpty();
    if (current)
        paintRounded(painter, row.adjusted(6, 1, -6, -1), grid::control_radius, m_theme.colour(Token::AccentSoft),
                     m_theme.scheme() == Scheme::HighContrast ? m_theme.colour(Token::Focus) : QColor());
    const QString icon = index.data(PaletteModel::icon_role).toString();
    paintIcon(painter, icon.isEmpty() ? u"command"_s : icon, visual(QRect(row.left() + 18, row.center().y() - 7, 16, 16)),
              m_theme.colour(refused ? Token::TextDisabled : current ? Token::Accent : Token::Text2));
    const QString keys = index.data(PaletteModel::shortcut_role).toString();
    int right = 16;
    if (!keys.isEmpty()) {
        const QSize size = KeyHint::sizeFor(m_theme, keys);
        KeyHint::paint(painter, m_theme, visual(QRect(row.right() - right - size.width(), row.center().y() - size.height() / 2 + 1, size.width(), size.height())), keys);
        right += size.width() + 10;
    }
    paintTitle(painter, visual(QRect(row.left() + 46, row.top(), row.width() - 46 - right, row.height())), index, refused);
    painter->restore();
}

void PaletteDelegate::paintTitle(QPainter *painter, const QRect &box, const QModelIndex &index, bool refused) const
{
    const QString title = index.data().toString();
    const QString refusal = index.data(PaletteModel::refusal_role).toString();
    const QString beside = refused ? refusal : index.data(PaletteModel::subtitle_role).toString();
    const QFont font = m_theme.font(Type::Body, QFont::Medium);
    const QFontMetrics metrics(font);
    const int words = std::min(metrics.horizontalAdvance(title) + 2, box.width());

    QTextLayout layout(metrics.elidedText(title, Qt::ElideRight, words), font);
    QList<QTextLayout::FormatRange> marks;
    for (const int position : index.data(PaletteModel::positions_role).value<QList<int>>()) {
        QTextCharFormat format;
        format.setForeground(m_theme.colour(Token::Accent));
        format.setFontUnderline(true);
        marks.append({ position, 1, format });
    }
    QTextOption direction;
    direction.setTextDirection(painter->layoutDirection());
    direction.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(direction);
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(words);
    layout.endLayout();
    const QRect place = QStyle::visualRect(painter->layoutDirection(), box, QRect(box.left(), box.top(), words, box.height()));
    painter->setPen(m_theme.colour(refused ? Token::TextDisabled : Token::Text));
    layout.draw(painter, QPointF(place.left(), box.top() + (box.height() - metrics.height()) / 2.0));

    const QRect rest = box.adjusted(words + 10, 0, 0, 0);
    if (rest.width() > 30)
        paintText(painter, QStyle::visualRect(painter->layoutDirection(), box, rest), beside, m_theme.font(Type::Small), m_theme.colour(refused ? Token::Warn : Token::Text3));
}

} // namespace steward
