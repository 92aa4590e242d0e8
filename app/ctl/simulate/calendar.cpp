// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/calendar.h"

#include <algorithm>

namespace steward::ctl {

namespace {

constexpr qint64 minute_ms = 60'000;
constexpr int days_looked_at = 21;

} // namespace

Calendar::Calendar(const PlannedProvider &provider)
    : m_hours(provider.hours)
    , m_absences(provider.absences)
    , m_zone(provider.zone)
{
}

std::optional<qint64> Calendar::take(qint64 earliest_ms, qint64 latest_ms, int minutes, qint64 known_ms, Dice &dice)
{
    const QDate first = QDateTime::fromMSecsSinceEpoch(earliest_ms, m_zone).date();
    for (int day = 0; day < days_looked_at; ++day) {
        const QDate date = first.addDays(day);
        if (std::find(m_hours.weekdays.begin(), m_hours.weekdays.end(), date.dayOfWeek()) == m_hours.weekdays.end() || isAway(date, known_ms))
            continue;
        std::vector<qint64> free;
        for (int at = m_hours.from_minute; at + minutes <= m_hours.to_minute; at += 30) {
            const qint64 start = QDateTime(date, QTime(at / 60, at % 60), m_zone).toMSecsSinceEpoch();
            if (start >= earliest_ms && start < latest_ms && isFree(start, start + minutes * minute_ms))
                free.push_back(start);
        }
        if (!free.empty()) {
            const qint64 start = dice.pick(free);
            m_taken[start] = start + minutes * minute_ms;
            return start;
        }
    }
    return std::nullopt;
}

bool Calendar::takeAt(qint64 start_ms, int minutes, qint64 known_ms)
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(start_ms, m_zone);
    const int minute = start.time().msecsSinceStartOfDay() / static_cast<int>(minute_ms);
    const bool isWorking = std::find(m_hours.weekdays.begin(), m_hours.weekdays.end(), start.date().dayOfWeek()) != m_hours.weekdays.end()
        && minute >= m_hours.from_minute && minute + minutes <= m_hours.to_minute;
    if (!isWorking || isAway(start.date(), known_ms) || !isFree(start_ms, start_ms + minutes * minute_ms))
        return false;
    m_taken[start_ms] = start_ms + minutes * minute_ms;
    return true;
}

bool Calendar::isAway(const QDate &day, qint64 known_ms) const
{
    return std::any_of(m_absences.begin(), m_absences.end(), [&](const PlannedAbsence &away) {
        return away.known_ms <= known_ms && away.first <= day && day <= away.last;
    });
}

bool Calendar::isFree(qint64 from, qint64 to) const
{
    const auto after = m_taken.lower_bound(to); // the first that begins when this one has ended
    return after == m_taken.begin() || std::prev(after)->second <= from;
}

} // namespace steward::ctl
