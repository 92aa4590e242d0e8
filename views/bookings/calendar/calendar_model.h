// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bookings/calendar/calendar_days.h"

#include <QAbstractListModel>

namespace steward {

/// The days of a provider as a list: each day, and under it what stands on it. So they are told to assistive technology,
/// and so the arrows lead through them.
class CalendarModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// A day, or a piece of a block on it.
    struct Row {
        Row() = default;
        int day = 0;
        int piece = -1; ///< an index into the pieces; -1: the day itself
        [[nodiscard]] bool isDay() const { return piece < 0; }
    };

    using QAbstractListModel::QAbstractListModel;

    /// Days of a calendar, which may be others than before. What is shown already, and is the same, stays.
    void setCalendar(const ProviderCalendar &calendar, const QDate &today);

    [[nodiscard]] const ProviderCalendar &calendar() const { return m_calendar; }
    [[nodiscard]] const CalendarDays &laid() const { return m_laid; }
    [[nodiscard]] const QDate &today() const { return m_today; }
    [[nodiscard]] const Row &at(int row) const { return m_rows.at(row); }
    /// Null for a day.
    [[nodiscard]] const CalendarBlock *blockAt(int row) const;
    [[nodiscard]] const CalendarPiece &pieceAt(int row) const { return m_laid.pieces.at(m_rows.at(row).piece); }
    [[nodiscard]] int rowOfDay(int day) const;
    [[nodiscard]] int rowOfDate(const QDate &date) const;

    /// What a row is about, as text that means the same after the calendar was read again; -1: it is not there any more.
    [[nodiscard]] QString keyAt(int row) const;
    [[nodiscard]] int rowOfKey(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QStringList told() const;

    ProviderCalendar m_calendar;
    CalendarDays m_laid;
    QList<Row> m_rows;
    QDate m_today;
};

} // namespace steward
