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

void WindowModel::jumpTo(const QByteArray &cursor, PageRequest::Direction direction)
{
    jump(Arrival::Jump, PageRequest(cursor, direction, page_rows));
}

void WindowModel::jump(Arrival arrival, PageRequest where)
{
    m_turned = false;
    withdraw();
    m_asksBefore = m_asksAfter = false;
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
    if (!m_asksAfter && !isAtEnd() && last + ahead_rows >= rowCount()) {
        m_asksAfter = true;
        ask(Arrival::After, PageRequest(m_chunks.last().next, PageRequest::Direction::Forward, page_rows));
    }
    if (!m_asksBefore && !isAtStart() && first < ahead_rows) {
        m_asksBefore = true;
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
        landed(arrival, chunk);
        return;
    case Arrival::Before:
        m_asksBefore = false;
        if (chunk.rows == 0) {
            m_chunks.first().previous = chunk.previous;
        } else {
            beginInsertRows({}, 0, chunk.rows - 1);
            place(arrival);
            m_chunks.prepend(chunk);
            m_grown += chunk.rows;
            endInsertRows();
            emit shifted(chunk.rows);
        }
        break;
    case Arrival::After:
        m_asksAfter = false;
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
    leaveOutShownNewcomers();
    trim(arrival);
    setPhase(Phase::Ready);
}

void WindowModel::landed(Arrival arrival, const Chunk &chunk)
{
    const bool backward = m_lastJump.direction == PageRequest::Direction::Backward;
    const bool liesBehind = !(backward ? chunk.next : chunk.previous).isEmpty();
    if (arrival == Arrival::Jump && chunk.rows == 0 && liesBehind && !m_turned) {
        m_turned = true;
        m_lastJump.direction = backward ? PageRequest::Direction::Forward : PageRequest::Direction::Backward;
        ask(arrival, m_lastJump);
        return;
    }
    beginResetModel();
    place(arrival);
    m_dimmed.clear();
    m_chunks = { chunk };
    m_landedRows = chunk.rows;
    m_grown = 0;
    m_rowsBefore = arrival == Arrival::Start ? std::optional(Total(0)) : std::nullopt;
    endResetModel();
    if (arrival == Arrival::Start) {
        m_beginning.clear();
        for (int row = 0; row < chunk.rows; ++row)
            m_beginning.insert(keyAt(row));
        m_beginningIsWhole = chunk.next.isEmpty();
        forgetNewcomers();
    }
    leaveOutShownNewcomers();
    setPhase(Phase::Ready);
    emit jumped(backward);
}

std::optional<Total> WindowModel::rowsAbove() const
{
    if (!m_rowsBefore)
        return std::nullopt;
    return Total(std::max<qint64>(0, m_rowsBefore->rows - m_grown), m_rowsBefore->exact);
}

void WindowModel::setRowsBefore(const Total &rows)
{
    const bool backward = m_lastJump.direction == PageRequest::Direction::Backward;
    m_rowsBefore = Total(rows.rows - (backward ? m_landedRows : 0), rows.exact);
}

void WindowModel::lookForNewcomers()
{
    if (m_phase == Phase::Ready)
        askBeginning();
}

void WindowModel::beginningArrived(const QList<qint64> &keys, bool isWhole)
{
    QSet<qint64> known = m_beginning;
    const int rows = rowCount();
    for (int row = 0; row < rows; ++row)
        known.insert(keyAt(row));
    const auto isKnown = [&known](qint64 key) { return known.contains(key); };
    // Rows below the last known one may only have moved up from where the operator has not been yet.
    const auto lastKnown = std::find_if(keys.crbegin(), keys.crend(), isKnown);
    const auto end = m_beginningIsWhole || lastKnown == keys.crend() ? keys.cend() : lastKnown.base();
    QSet<qint64> came;
    for (auto key = keys.cbegin(); key != end; ++key) {
        if (!isKnown(*key))
            came.insert(*key);
    }
    const bool more = !isWhole && came.size() == keys.size();
    if (came == m_newcomers && more == m_moreNewcomers)
        return;
    m_newcomers = came;
    m_moreNewcomers = more;
    emit newcomersChanged();
}

void WindowModel::forgetNewcomers()
{
    m_moreNewcomers = false;
    if (m_newcomers.isEmpty())
        return;
    m_newcomers.clear();
    emit newcomersChanged();
}

/// The operator went where they are.
void WindowModel::leaveOutShownNewcomers()
{
    const qsizetype before = m_newcomers.size();
    if (before == 0)
        return;
    const int rows = rowCount();
    for (int row = 0; row < rows; ++row) {
        if (m_newcomers.remove(keyAt(row)))
            m_beginning.insert(keyAt(row));
    }
    if (m_newcomers.size() != before)
        emit newcomersChanged();
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
        if (top) {
            m_chunks.removeFirst();
            m_grown -= count;
        } else {
            m_chunks.removeLast();
        }
        endRemoveRows();
        if (top)
            emit shifted(-count);
    }
}

void WindowModel::failed(Arrival arrival, Error why)
{
    m_error = std::move(why);
    m_failedArrival = arrival;
    m_asksBefore = m_asksAfter = false;
    // Rows of another filter or place are not what was asked for; those beside a missing page still are.
    const bool isJump = arrival != Arrival::Before && arrival != Arrival::After;
    m_phase = isJump ? Phase::Failed : Phase::Ready;
    emit phaseChanged();
}

void WindowModel::setDimmed(qint64 key, const QString &why)
{
    if (why.isEmpty())
        m_dimmed.remove(key);
    else
        m_dimmed.insert(key, why);
}

void WindowModel::clear()
{
    withdraw();
    beginResetModel();
    drop(0, rowCount());
    m_chunks.clear();
    m_dimmed.clear();
    m_error.reset();
    m_failedArrival.reset();
    m_asksBefore = m_asksAfter = false;
    m_rowsBefore.reset();
    endResetModel();
    m_beginning.clear();
    forgetNewcomers();
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
