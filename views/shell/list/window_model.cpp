// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/window_model.h"

namespace steward {

int WindowModel::rowOf(qint64 key) const
{
    const int rows = rowCount();
    for (int row = 0; row < rows; ++row) {
        if (keyAt(row) == key)
            return row;
    }
    return -1;
}

int WindowModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    int rows = 0;
    for (const Chunk &chunk : m_chunks)
        rows += chunk.rows;
    return rows;
}

void WindowModel::jumpToStart()
{
    jump(Arrival::Start, PageRequest({}, PageRequest::Direction::Forward, page_rows));
}

void WindowModel::jumpToEnd()
{
    jump(Arrival::End, PageRequest({}, PageRequest::Direction::Backward, page_rows));
}

void WindowModel::jumpTo(const QByteArray &cursor)
{
    jump(Arrival::Jump, PageRequest(cursor, PageRequest::Direction::Forward, page_rows));
}

void WindowModel::jump(Arrival arrival, PageRequest where)
{
    withdraw();
    m_before = m_after = false;
    m_failedArrival.reset();
    m_error.reset();
    m_lastJump = where;
    setPhase(Phase::Loading);
    ask(arrival, where);
}

void WindowModel::look(int first, int last)
{
    if (m_chunks.isEmpty() || m_phase == Phase::Loading || m_failedArrival)
        return;
    if (!m_after && !isAtEnd() && last + ahead_rows >= rowCount()) {
        m_after = true;
        ask(Arrival::After, PageRequest(m_chunks.last().next, PageRequest::Direction::Forward, page_rows));
    }
    if (!m_before && !isAtStart() && first < ahead_rows) {
        m_before = true;
        ask(Arrival::Before, PageRequest(m_chunks.first().previous, PageRequest::Direction::Backward, page_rows));
    }
}

void WindowModel::retry()
{
    if (!m_failedArrival)
        return;
    const Arrival arrival = *m_failedArrival;
    m_failedArrival.reset();
    m_error.reset();
    emit phaseChanged();
    switch (arrival) {
    case Arrival::Start:
    case Arrival::End:
    case Arrival::Jump:
        jump(arrival, m_lastJump);
        return;
    case Arrival::Before:
        look(0, 0);
        return;
    case Arrival::After:
        look(rowCount() - 1, rowCount() - 1);
        return;
    }
}

void WindowModel::arrived(Arrival arrival, Chunk chunk)
{
    m_error.reset();
    m_failedArrival.reset();
    switch (arrival) {
    case Arrival::Start:
    case Arrival::End:
    case Arrival::Jump:
        beginResetModel();
        place(arrival);
        m_dimmed.clear();
        m_chunks = { chunk };
        endResetModel();
        setPhase(Phase::Ready);
        emit jumped(arrival == Arrival::End);
        return;
    case Arrival::Before:
        m_before = false;
        if (chunk.rows == 0) {
            m_chunks.first().previous = chunk.previous;
        } else {
            beginInsertRows({}, 0, chunk.rows - 1);
            place(arrival);
            m_chunks.prepend(chunk);
            endInsertRows();
            emit shifted(chunk.rows);
        }
        break;
    case Arrival::After:
        m_after = false;
        if (chunk.rows == 0) {
            m_chunks.last().next = chunk.next;
        } else {
            const int rows = rowCount();
            beginInsertRows({}, rows, rows + chunk.rows - 1);
            place(arrival);
            m_chunks.append(chunk);
            endInsertRows();
        }
        break;
    }
    trim(arrival);
    setPhase(Phase::Ready);
}

void WindowModel::trim(Arrival arrival)
{
    while (rowCount() > most_rows) {
        const bool top = arrival == Arrival::After;
        const int count = top ? m_chunks.first().rows : m_chunks.last().rows;
        const int first = top ? 0 : rowCount() - count;
        beginRemoveRows({}, first, first + count - 1);
        for (int row = first; row < first + count; ++row)
            m_dimmed.remove(keyAt(row));
        drop(first, count);
        if (top)
            m_chunks.removeFirst();
        else
            m_chunks.removeLast();
        endRemoveRows();
        if (top)
            emit shifted(-count);
    }
}

void WindowModel::failed(Arrival arrival, Error why)
{
    m_error = std::move(why);
    m_failedArrival = arrival;
    m_before = m_after = false;
    // Rows of another filter or place are not what was asked for; those beside a missing page still are.
    const bool isJump = arrival != Arrival::Before && arrival != Arrival::After;
    m_phase = isJump ? Phase::Failed : Phase::Ready;
    emit phaseChanged();
}

void WindowModel::setDimmed(qint64 key, bool dimmed)
{
    if (dimmed)
        m_dimmed.insert(key);
    else
        m_dimmed.remove(key);
}

void WindowModel::forgetAll()
{
    withdraw();
    beginResetModel();
    drop(0, rowCount());
    m_chunks.clear();
    m_dimmed.clear();
    m_error.reset();
    m_failedArrival.reset();
    m_before = m_after = false;
    endResetModel();
    setPhase(Phase::Empty);
}

void WindowModel::setPhase(Phase phase)
{
    if (m_phase == phase)
        return;
    m_phase = phase;
    emit phaseChanged();
}

} // namespace steward
