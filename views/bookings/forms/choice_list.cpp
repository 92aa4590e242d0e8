// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/choice_list.h"

#include "views/widgets/dense_table.h"
#include "views/widgets/header_view.h"
#include "views/widgets/state_stack.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QStandardItemModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int least_rows = 2;
constexpr int most_rows = 6; ///< of a list that is longer the rest scrolls, and the effects stay on the screen
}

ChoiceList::ChoiceList(const Theme &theme, const QString &name, const QString &id, const QList<Column> &columns, QWidget *parent)
    : QWidget(parent)
    , m_model(new QStandardItemModel(0, static_cast<int>(columns.size()), this))
    , m_table(new DenseTable(theme, name))
    , m_states(new StateStack(theme, m_table, Skeleton::Shape::Rows, this))
{
    m_table->setObjectName(id);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->header()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->header()->setSectionsClickable(false);
    m_table->header()->setStretchLastSection(false);
    for (int column = 0; column < columns.size(); ++column) {
        m_model->setHeaderData(column, Qt::Horizontal, columns.at(column).title);
        m_model->setHeaderData(column, Qt::Horizontal,
            QVariant(columns.at(column).kind == CellKind::Figure || columns.at(column).kind == CellKind::Money ? Qt::AlignTrailing | Qt::AlignVCenter
                                                                                                              : Qt::AlignLeading | Qt::AlignVCenter),
            Qt::TextAlignmentRole);
        m_table->setColumnKind(column, columns.at(column).kind);
        m_table->header()->setSectionResizeMode(column, column == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    }
    setFocusProxy(m_table);
    m_table->installEventFilter(this);
    m_states->setObjectName(id + u"-states"_s);
    showRows(most_rows);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_states);
    connect(m_states, &StateStack::actionTriggered, this, &ChoiceList::retryRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_isTold)
            emit choiceChanged();
    });
}

void ChoiceList::showRows(int rows)
{
    m_states->setFixedHeight(m_table->header()->sizeHint().height() + rows * m_table->rowPixels());
}

void ChoiceList::showLoading()
{
    m_states->showLoading();
}

void ChoiceList::showChoices(const QList<QList<Cell>> &rows)
{
    const QScopedValueRollback quiet(m_isTold, false);
    m_model->removeRows(0, m_model->rowCount());
    for (const QList<Cell> &row : rows) {
        QList<QStandardItem *> items;
        for (const Cell &cell : row) {
            auto *item = new QStandardItem(cell.text);
            item->setData(cell.second, cell::second_line);
            item->setData(cell.strong, cell::strong);
            item->setData(cell.spoken, Qt::AccessibleTextRole);
            items.append(item);
        }
        m_model->appendRow(items);
    }
    showRows(std::clamp(m_model->rowCount(), least_rows, most_rows));
    m_states->showContent();
}

void ChoiceList::showNone(const QString &title, const QString &text)
{
    showRows(most_rows);
    m_states->showWords(EmptyState::Kind::Empty, title, text);
}

void ChoiceList::showError(const Error &why)
{
    showRows(most_rows);
    m_states->showWords(why.isTransient() ? EmptyState::Kind::Offline : EmptyState::Kind::Error, why.message, why.hint, tr("Try again"), why.code);
}

/// Qt gives the list a current row with the focus, and a key that would lead to that very row would choose nothing.
bool ChoiceList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress && chosen() < 0) {
        const QModelIndex current = m_table->currentIndex();
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool leadsUp = key == Qt::Key_Home || key == Qt::Key_Up || key == Qt::Key_PageUp;
        const bool leadsDown = key == Qt::Key_End || key == Qt::Key_Down || key == Qt::Key_PageDown;
        if (current.isValid() && ((leadsUp && current.row() == 0) || (leadsDown && current.row() == m_model->rowCount() - 1))) {
            m_table->selectionModel()->select(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

int ChoiceList::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void ChoiceList::choose(int row)
{
    const QScopedValueRollback quiet(m_isTold, false);
    if (row < 0)
        m_table->clearSelection(); // the place stays: without one, coming back with Tab would choose the first row
    else
        m_table->setCurrentIndex(m_model->index(row, 0));
}

} // namespace steward
