// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/cell.h"
#include "views/widgets/theme.h"

#include <QHash>
#include <QStyledItemDelegate>

namespace steward {

/// Paints the dense rows of a DenseTable: hover band, selection with its bar, two lines, pills, figures in columns.
class RowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RowDelegate(const Theme &theme, QObject *parent = nullptr);

    void setColumnKind(int column, CellKind kind) { m_kinds[column] = kind; }
    void setHoveredRow(int row) { m_hovered = row; }
    void setCompact(bool compact) { m_compact = compact; }
    /// The column at the leading edge carries the selection's bar.
    void setLeadingColumn(int column) { m_leading = column; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSkeleton(QPainter *painter, const QRect &box, int row) const;
    void paintLines(QPainter *painter, const QRect &box, const QModelIndex &index) const;
    void paintFigures(QPainter *painter, const QRect &box, const QModelIndex &index) const;
    void paintSign(QPainter *painter, const QRect &box, const QModelIndex &index) const;
    void makeFonts();

    const Theme &m_theme;
    QHash<int, CellKind> m_kinds;
    QFont m_plain, m_strong, m_small;
    int m_hovered = -1;
    int m_leading = 0;
    bool m_compact = false;
};

} // namespace steward
