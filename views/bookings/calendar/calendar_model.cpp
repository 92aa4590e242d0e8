// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/calendar/calendar_model.h"

#include "views/bookings/calendar/calendar_words.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QList<CalendarModel::Row> rowsOf(const CalendarDays &laid)
{
    QList<CalendarModel::Row> rows;
    int piece = 0;
    for (int day = 0; day < laid.days.size(); ++day) {
        CalendarModel::Row row;
        row.day = day;
        rows.append(row);
        for (; piece < laid.pieces.size() && laid.pieces.at(piece).day == day; ++piece) {
            row.piece = piece;
            rows.append(row);
        }
    }
    return rows;
}

} // namespace

void CalendarModel::setCalendar(const ProviderCalendar &calendar, const QDate &today)
{
    CalendarDays laid = laidOut(calendar);
    QList<Row> rows = rowsOf(laid);
    const QStringList before = told();
    if (rows.size() == m_rows.size()) {
        m_calendar = calendar;
        m_laid = std::move(laid);
        m_rows = std::move(rows);
        m_today = today;
        if (told() != before)
            emit dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_calendar = calendar;
    m_laid = std::move(laid);
    m_rows = std::move(rows);
    m_today = today;
    endResetModel();
}

QStringList CalendarModel::told() const
{
    QStringList words;
    for (int row = 0; row < m_rows.size(); ++row)
        words << keyAt(row) + data(index(row), Qt::AccessibleTextRole).toString();
    return words;
}

const CalendarBlock *CalendarModel::blockAt(int row) const
{
    return m_rows.at(row).isDay() ? nullptr : &m_calendar.blocks.at(pieceAt(row).block);
}

int CalendarModel::rowOfDay(int day) const
{
    const auto found = std::ranges::find_if(m_rows, [day](const Row &row) { return row.isDay() && row.day == day; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int CalendarModel::rowOfDate(const QDate &date) const
{
    const auto found = std::ranges::find(m_laid.days, date, &CalendarDay::date);
    return found == m_laid.days.end() ? -1 : rowOfDay(static_cast<int>(found - m_laid.days.begin()));
}

QString CalendarModel::keyAt(int row) const
{
    const QString day = m_laid.days.at(m_rows.at(row).day).date.toString(Qt::ISODate);
    const CalendarBlock *block = blockAt(row);
    if (block == nullptr)
        return day;
    const qint64 id = block->session.isValid() ? block->session.value() : block->booking.value();
    // One booking can hold several times of a day: it was moved, or another is proposed.
    return u"%1 %2 %3 %4"_s.arg(day).arg(static_cast<int>(block->kind)).arg(id).arg(block->time.from.toSecsSinceEpoch());
}

int CalendarModel::rowOfKey(const QString &key) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (keyAt(row) == key)
            return row;
    }
    return -1;
}

int CalendarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CalendarModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const int row = index.row();
    const CalendarBlock *block = blockAt(row);
    if (block == nullptr) {
        const CalendarDay &day = m_laid.days.at(m_rows.at(row).day);
        const auto pieces = std::ranges::count(m_laid.pieces, m_rows.at(row).day, &CalendarPiece::day);
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole ? spokenDay(day, pieces, m_today) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return spokenText(*block, pieceAt(row), m_calendar.zone);
    case Qt::ToolTipRole:
        return hintText(*block, m_calendar.zone);
    default:
        return {};
    }
}

} // namespace steward
