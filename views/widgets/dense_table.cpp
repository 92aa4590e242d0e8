// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/dense_table.h"

#include "views/widgets/header_view.h"
#include "views/widgets/row_delegate.h"

#include <QHoverEvent>
#include <QScrollBar>

namespace steward {

DenseTable::DenseTable(const Theme &theme, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_header(new HeaderView(theme, this))
    , m_delegate(new RowDelegate(theme, this))
{
    setAccessibleName(name);
    setHorizontalHeader(m_header);
    m_header->setSortIndicatorShown(true); // the view has just turned it off
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false); // Tab leaves the list; the arrows move in it
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(grid::row_compact);
    connect(m_header, &QHeaderView::sectionMoved, this, &DenseTable::findLeadingColumn);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    setDensity(Density::Comfortable);
}

void DenseTable::setColumnKind(int column, CellKind kind)
{
    m_delegate->setColumnKind(column, kind);
    viewport()->update();
}

void DenseTable::setDensity(Density density)
{
    m_density = density;
    m_delegate->setCompact(density == Density::Compact);
    verticalHeader()->setDefaultSectionSize(rowPixels());
    verticalScrollBar()->setSingleStep(rowPixels());
    viewport()->update();
    emit densityChanged();
}

int DenseTable::rowPixels() const
{
    return m_density == Density::Compact ? grid::row_compact : grid::row;
}

void DenseTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    findLeadingColumn();
    if (model != nullptr)
        connect(model, &QAbstractItemModel::modelReset, this, &DenseTable::findLeadingColumn);
}

void DenseTable::findLeadingColumn()
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical)) {
            m_delegate->setLeadingColumn(logical);
            break;
        }
    }
    viewport()->update();
}

void DenseTable::setHoveredRow(int row)
{
    if (row == m_hovered)
        return;
    const int before = m_hovered;
    m_hovered = row;
    m_delegate->setHoveredRow(row);
    updateRow(before);
    updateRow(row);
}

void DenseTable::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowPixels());
}

bool DenseTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        setHoveredRow(rowAt(static_cast<QHoverEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::HoverLeave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void DenseTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (viewport()->underMouse())
        setHoveredRow(rowAt(viewport()->mapFromGlobal(QCursor::pos()).y()));
}

} // namespace steward
