// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/cell.h"
#include "views/widgets/theme.h"

#include <QTableView>

namespace steward {

class HeaderView;
class RowDelegate;

/// The table every list is: rows of 44 or 32 px, whole-row hover and selection, no grid, smooth scrolling.
/// The model sorts: listen to header()->sortIndicatorChanged. Rows are of one height, so ten million would do.
class DenseTable : public QTableView
{
    Q_OBJECT

public:
    enum class Density { Comfortable, Compact };

    /// `name` is what assistive technology calls it ("Bookings").
    DenseTable(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setColumnKind(int column, CellKind kind);
    void setDensity(Density density);
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] int rowPixels() const;
    [[nodiscard]] HeaderView *header() const { return m_header; }
    /// Gallery and tests: paints this row as if the pointer were over it.
    void setHoveredRow(int row);

    void setModel(QAbstractItemModel *model) override;
    /// After columns were hidden or shown: the first that is to be seen carries the selection's bar.
    void findLeadingColumn();

signals:
    void densityChanged();

protected:
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void updateRow(int row);

    const Theme &m_theme;
    HeaderView *m_header;
    RowDelegate *m_delegate;
    Density m_density = Density::Comfortable;
    int m_hovered = -1;
};

} // namespace steward
