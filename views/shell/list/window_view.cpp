// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/window_view.h"

#include "views/shell/list/window_model.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace steward {

WindowView::WindowView(const Theme &theme, const QString &name, QWidget *parent)
    : DenseTable(theme, name, parent)
{
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &WindowView::tellWhatIsSeen);
    // A press on the row that happens to be current already changes no index, and chooses all the same.
    connect(this, &QAbstractItemView::pressed, this, [this](const QModelIndex &index) { take(index.row()); });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (m_model != nullptr && index.isValid())
            emit opened(m_model->keyAt(index.row()));
    });
}

void WindowView::setWindow(WindowModel *model)
{
    m_model = model;
    setModel(model);
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &WindowView::rememberPlace);
    connect(model, &QAbstractItemModel::rowsInserted, this, &WindowView::tellWhatIsSeen, Qt::QueuedConnection);
    connect(model, &WindowModel::phaseChanged, this, &WindowView::offerScrollBar);
    connect(model, &QAbstractItemModel::rowsInserted, this, &WindowView::offerScrollBar, Qt::QueuedConnection);
    connect(model, &WindowModel::shifted, this, &WindowView::shift);
    connect(model, &WindowModel::jumped, this, &WindowView::land);
    connect(model, &WindowModel::jumped, this, &WindowView::selectionMoved);
}

void WindowView::choose(qint64 key)
{
    m_chosen = key;
    const QScopedValueRollback holding(m_holding, m_holding + 1);
    clearSelection();
    restoreChoice();
}

void WindowView::goTo(const QByteArray &cursor, PageRequest::Direction direction)
{
    m_choosesLanding = true;
    m_model->jumpTo(cursor, direction);
}

/// Over a window that is not the whole list a scroll bar would lie about where the operator is.
void WindowView::offerScrollBar()
{
    const bool isWhole = m_model->isAtStart() && m_model->isAtEnd();
    setVerticalScrollBarPolicy(isWhole ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void WindowView::rememberPlace()
{
    m_place = verticalScrollBar()->value();
}

void WindowView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    rememberPlace();
    const bool losesCurrent = currentIndex().isValid() && currentIndex().row() >= first && currentIndex().row() <= last;
    const QScopedValueRollback holding(m_holding, m_holding + 1);
    if (losesCurrent) { // Qt would make the next one current later, when that looks as if the operator had
        const int next = first > 0 ? first - 1 : last + 1;
        selectionModel()->setCurrentIndex(m_model->index(next, currentIndex().column()), QItemSelectionModel::NoUpdate);
    }
    DenseTable::rowsAboutToBeRemoved(parent, first, last);
}

void WindowView::shift(int rows)
{
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(m_place + rows * rowPixels());
    restoreChoice();
}

void WindowView::land(bool toLast)
{
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(toLast ? verticalScrollBar()->maximum() : 0);
    const bool byKey = std::exchange(m_choosesLanding, false);
    if (byKey && m_model->rowCount() > 0) {
        makeCurrent(toLast ? m_model->rowCount() - 1 : 0);
    } else {
        restoreChoice();
        if (!currentIndex().isValid() && m_model->rowCount() > 0) { // assistive technology needs a current row
            const QScopedValueRollback holding(m_holding, m_holding + 1);
            selectionModel()->setCurrentIndex(m_model->index(toLast ? m_model->rowCount() - 1 : 0, 0), QItemSelectionModel::NoUpdate);
        }
    }
    tellWhatIsSeen();
}

void WindowView::restoreChoice()
{
    if (m_chosen == 0 || m_model == nullptr || selectionModel()->hasSelection())
        return;
    const int row = m_model->rowOf(m_chosen);
    if (row < 0)
        return;
    const QScopedValueRollback holding(m_holding, m_holding + 1);
    makeCurrent(row);
}

void WindowView::tellWhatIsSeen()
{
    if (m_model == nullptr)
        return;
    if (m_model->rowCount() == 0) {
        emit seen(-1, -1);
        return;
    }
    const int first = std::max(0, rowAt(0));
    const int below = rowAt(viewport()->height() - 1);
    const int last = below < 0 ? m_model->rowCount() - 1 : below;
    m_model->look(first, last);
    // A row that is cut is looked after, and not counted among those that can be read.
    const int firstWhole = rowAt(rowPixels() - 1), lastWhole = rowAt(viewport()->height() - rowPixels());
    emit seen(firstWhole < 0 ? first : firstWhole, lastWhole < firstWhole ? last : lastWhole);
}

void WindowView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    // While Qt only makes room for rows, nothing scrolls and nothing was chosen.
    if (m_holding > 0) {
        viewport()->update();
        return;
    }
    DenseTable::currentChanged(current, previous);
    if (current.isValid())
        take(current.row());
}

void WindowView::take(int row)
{
    if (m_model == nullptr || row < 0 || m_model->keyAt(row) == m_chosen)
        return;
    m_chosen = m_model->keyAt(row);
    emit chosen(m_chosen);
}

QModelIndex WindowView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (m_model != nullptr && m_model->rowCount() > 0 && !selectionModel()->hasSelection()) {
        switch (action) { // nothing chosen is shown: begin with what the operator sees
        case MoveUp:
        case MoveDown:
        case MoveNext:
        case MovePrevious:
            return m_model->index(std::max(0, rowAt(0)), 0);
        default:
            break;
        }
    }
    return DenseTable::moveCursor(action, modifiers);
}

void WindowView::chooseCursor()
{
    makeCurrent(currentIndex().row());
    take(currentIndex().row());
}

/// That row alone, whatever keys happen to be held down.
void WindowView::makeCurrent(int row)
{
    const QModelIndex index = m_model->index(row, std::max(0, currentIndex().column()));
    setCurrentIndex(index); // the view begins a longer selection from here
    selectionModel()->select(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QList<int> WindowView::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void WindowView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    DenseTable::selectionChanged(selected, deselected);
    emit selectionMoved();
}

qint64 WindowView::keyUnderCursor() const
{
    return m_model != nullptr && currentIndex().isValid() ? m_model->keyAt(currentIndex().row()) : 0;
}

void WindowView::keyPressEvent(QKeyEvent *event)
{
    if (m_model == nullptr || (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) {
        DenseTable::keyPressEvent(event);
        return;
    }
    const auto move = [this](CursorAction action) {
        const QModelIndex next = moveCursor(action, Qt::NoModifier);
        if (next.isValid())
            makeCurrent(next.row());
    };
    switch (event->key()) {
    case Qt::Key_J:
        move(MoveDown);
        return;
    case Qt::Key_K:
        move(MoveUp);
        return;
    case Qt::Key_Home:
    case Qt::Key_End: {
        const bool end = event->key() == Qt::Key_End;
        if (end ? m_model->isAtEnd() : m_model->isAtStart()) {
            if (m_model->rowCount() > 0)
                makeCurrent(end ? m_model->rowCount() - 1 : 0);
        } else {
            m_choosesLanding = true;
            end ? m_model->jumpToEnd() : m_model->jumpToStart();
        }
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const qint64 key = keyUnderCursor()) {
            chooseCursor();
            emit opened(key);
        }
        return;
    case Qt::Key_Space:
        if (const qint64 key = keyUnderCursor()) {
            chooseCursor();
            emit looked(key);
        }
        return;
    default:
        if (!event->text().isEmpty() && event->text().front().isPrint()) {
            event->ignore(); // single letters are the page's shortcuts, not a search within the rows that happen to be here
            return;
        }
        DenseTable::keyPressEvent(event);
    }
}

void WindowView::focusInEvent(QFocusEvent *event)
{
    const QScopedValueRollback holding(m_holding, m_holding + 1); // Qt makes a first row current; nobody chose it
    DenseTable::focusInEvent(event);
}

void WindowView::resizeEvent(QResizeEvent *event)
{
    DenseTable::resizeEvent(event);
    tellWhatIsSeen();
}

} // namespace steward
