// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/shown_columns.h"

#include "views/widgets/dense_table.h"
#include "views/widgets/header_view.h"

#include <QEvent>
#include <QJsonArray>
#include <QMenu>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int narrowest = 48;
constexpr int widest = 800;
constexpr int key_step = 16;
}

ShownColumns::ShownColumns(DenseTable &table, QList<ColumnShape> shapes, QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_shapes(std::move(shapes))
    , m_menu(new QMenu(table.header()))
{
    Q_ASSERT_X(table.model() != nullptr, "ShownColumns", "the table has its model already");
    for (int column = 0; column < m_shapes.size(); ++column)
        table.setColumnKind(column, m_shapes.at(column).kind);
    HeaderView *header = table.header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(narrowest);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    table.viewport()->installEventFilter(this);
    header->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, &ShownColumns::noteResized);
    connect(header, &QHeaderView::sectionMoved, this, &ShownColumns::noteChange);
    connect(header, &QHeaderView::sectionHandleDoubleClicked, this, [this](int column) {
        m_widths.remove(column);
        noteChange();
    });
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &point) {
        m_menu->clear();
        fillMenu(*m_menu, header->logicalIndexAt(point));
        m_menu->popup(header->viewport()->mapToGlobal(point));
    });
    m_menu->setObjectName(u"columns.heading-menu"_s);
    setLayout({});
}

QList<int> ShownColumns::shown() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_table.header()->count(); ++visual) {
        const int column = m_table.header()->logicalIndex(visual);
        if (!m_table.header()->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

bool ShownColumns::isShown(int column) const
{
    return !m_table.header()->isSectionHidden(column);
}

bool ShownColumns::isUsual() const
{
    QList<int> usual;
    for (int column = 0; column < m_shapes.size(); ++column) {
        if (m_shapes.at(column).isUsual)
            usual.append(column);
    }
    return m_widths.isEmpty() && shown() == usual;
}

void ShownColumns::setShown(int column, bool isShown)
{
    QList<int> columns = shown();
    if (columns.contains(column) == isShown || (!isShown && m_shapes.at(column).isFixed))
        return;
    if (isShown)
        columns.append(column);
    else
        columns.removeOne(column);
    place(columns);
    noteChange();
}

void ShownColumns::move(int column, int by)
{
    QList<int> columns = shown();
    const qsizetype from = columns.indexOf(column);
    const qsizetype to = std::clamp<qsizetype>(from + by, 0, columns.size() - 1);
    if (from < 0 || from == to)
        return;
    columns.move(from, to);
    place(columns);
    noteChange();
}

void ShownColumns::widen(int column, int pixels)
{
    m_widths[column] = std::clamp(m_table.header()->sectionSize(column) + pixels, narrowest, widest);
    noteChange();
}

void ShownColumns::reset()
{
    if (isUsual())
        return;
    setLayout({});
    emit changed();
}

QJsonObject ShownColumns::layout() const
{
    QJsonArray columns;
    for (const int column : shown()) {
        QJsonObject one { { u"id"_s, m_shapes.at(column).id } };
        if (m_widths.contains(column))
            one.insert(u"width"_s, m_widths.value(column));
        columns.append(one);
    }
    return { { u"columns"_s, columns } };
}

QStringList ShownColumns::setLayout(const QJsonObject &layout)
{
    QList<int> columns;
    QStringList unknown;
    m_widths.clear();
    for (const QJsonValue &kept : layout.value("columns"_L1).toArray()) {
        const QString id = kept["id"_L1].toString();
        const auto shape = std::ranges::find(m_shapes, id, &ColumnShape::id);
        if (shape == m_shapes.end()) {
            unknown.append(id);
            continue;
        }
        const int column = static_cast<int>(shape - m_shapes.begin());
        if (columns.contains(column))
            continue;
        columns.append(column);
        if (const int width = kept["width"_L1].toInt(); width > 0)
            m_widths.insert(column, std::clamp(width, narrowest, widest));
    }
    const bool nothingKept = columns.isEmpty();
    for (int column = 0; column < m_shapes.size(); ++column) {
        const ColumnShape &shape = m_shapes.at(column);
        if (nothingKept && shape.isUsual)
            columns.append(column);
        else if (shape.isFixed && !columns.contains(column))
            columns.prepend(column);
    }
    place(columns);
    fit();
    return unknown;
}

void ShownColumns::place(const QList<int> &shown)
{
    const QScopedValueRollback arranging(m_arranging, m_arranging + 1);
    HeaderView *header = m_table.header();
    for (int column = 0; column < m_shapes.size(); ++column)
        header->setSectionHidden(column, !shown.contains(column));
    for (int visual = 0; visual < shown.size(); ++visual)
        header->moveSection(header->visualIndex(shown.at(visual)), visual);
    m_table.findLeadingColumn();
}

/// What is wanted goes as far as there is room: those without a width of their own give way first, each down to what it
/// can be read in, then the others; only then the list is wider than its place. The last one takes what is over.
void ShownColumns::fit()
{
    const QScopedValueRollback arranging(m_arranging, m_arranging + 1);
    const QList<int> columns = shown();
    int parts = 0, spare = m_table.viewport()->width(), leasts = spare;
    for (const int column : columns) {
        const ColumnShape &shape = m_shapes.at(column);
        parts += m_widths.contains(column) ? 0 : shape.part;
        spare -= m_widths.value(column, shape.least);
        leasts -= std::min(m_widths.value(column, shape.least), shape.least);
    }
    // How much of what the operator gave beyond the least can be had, in thousandths.
    const int given = leasts - spare;
    const int had = spare >= 0 || given <= 0 ? 1000 : std::clamp(1000 * leasts / given, 0, 1000);
    spare = std::max(0, spare);
    int left = m_table.viewport()->width();
    for (const int column : columns) {
        const ColumnShape &shape = m_shapes.at(column);
        int own = shape.least + (parts > 0 ? spare * shape.part / parts : 0);
        if (m_widths.contains(column)) {
            const int width = m_widths.value(column);
            own = width <= shape.least ? width : shape.least + (width - shape.least) * had / 1000;
        }
        if (column == columns.last())
            own = std::max(own, left);
        m_table.header()->resizeSection(column, std::max(narrowest, own));
        left -= own;
    }
}

void ShownColumns::noteResized(int column, int from, int to)
{
    if (m_arranging > 0 || from == 0 || to == 0) // hidden or shown, not resized
        return;
    m_widths[column] = std::clamp(to, narrowest, widest);
    emit changed(); // the others follow when the mouse lets go: none may run away from under it
}

void ShownColumns::noteChange()
{
    if (m_arranging > 0)
        return;
    fit();
    emit changed();
}

bool ShownColumns::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOver = watched == m_table.viewport() ? event->type() == QEvent::Resize : event->type() == QEvent::MouseButtonRelease;
    if (isOver && watched == m_table.viewport())
        fit();
    else if (isOver) // the header itself sees to the release first
        QMetaObject::invokeMethod(this, &ShownColumns::fit, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void ShownColumns::fillMenu(QMenu &menu, int column)
{
    if (column >= 0) {
        const QList<int> columns = shown();
        const QString title = m_shapes.at(column).title;
        menu.addAction(tr("Hide %1").arg(title), this, [this, column] { setShown(column, false); })->setEnabled(!m_shapes.at(column).isFixed);
        menu.addAction(tr("Move %1 forward").arg(title), this, [this, column] { move(column, -1); })->setEnabled(column != columns.first());
        menu.addAction(tr("Move %1 back").arg(title), this, [this, column] { move(column, 1); })->setEnabled(column != columns.last());
        menu.addAction(tr("Wider"), this, [this, column] { widen(column, key_step); });
        menu.addAction(tr("Narrower"), this, [this, column] { widen(column, -key_step); });
        menu.addSeparator();
    }
    menu.addAction(tr("Choose columns…"), this, &ShownColumns::choiceRequested);
    menu.addAction(tr("Usual columns"), this, &ShownColumns::reset)->setEnabled(!isUsual());
}

} // namespace steward
