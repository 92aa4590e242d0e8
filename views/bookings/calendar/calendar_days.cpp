// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/calendar/calendar_days.h"

#include "views/shell/moments.h"

#include <QLocale>
#include <QTimeZone>

namespace steward {

namespace {

constexpr int whole_day = 24 * 60;
/// The least that a block is drawn as, so that a line of it can be read.
constexpr int least = 20;

int minuteOf(const QDateTime &local)
{
    return local.time().hour() * 60 + local.time().minute();
}

/// What of a span lies on a day; nothing where none of it does.
std::optional<DayStretch> onDay(const CalendarSpan &span, const QDate &day, const QTimeZone &zone)
{
    const QDateTime from = span.from.toTimeZone(zone), to = span.to.toTimeZone(zone);
    if (span.from >= span.to || from.date() > day || to.date() < day)
        return {};
    DayStretch at;
    at.from = from.date() < day ? 0 : minuteOf(from);
    at.to = to.date() > day ? whole_day : minuteOf(to);
    if (at.to == 0) // it ends as the day begins
        return {};
    if (from.date() == day && to.date() == day && at.to <= at.from) // clocks were put back meanwhile
        at.to = at.from + static_cast<int>(span.from.secsTo(span.to) / 60);
    at.to = std::min(whole_day, at.to);
    return at;
}

CalendarDay dayOf(const ProviderCalendar &calendar, const QDate &date, const QTimeZone &zone)
{
    CalendarDay day;
    day.date = date;
    day.hours = static_cast<int>((date.startOfDay(zone).secsTo(date.addDays(1).startOfDay(zone)) + 1800) / 3600);
    for (const CalendarSpan &worked : calendar.hours) {
        if (const auto at = onDay(worked, date, zone))
            day.worked.append(*at);
    }
    for (const CalendarSpan &absence : calendar.absences) {
        if (!onDay(absence, date, zone))
            continue;
        day.isAway = true;
        day.awayUntil = std::max(day.awayUntil, absence.to.addSecs(-1).toTimeZone(zone).date());
    }
    return day;
}

/// Side by side what overlaps: each takes the first lane that is free, and all that touch each other are of one width.
void spread(QList<CalendarPiece> &pieces, qsizetype first)
{
    qsizetype begin = first;
    int end = 0;
    QList<int> lanes; ///< where each of them ends
    const auto close = [&](qsizetype until) {
        for (qsizetype i = begin; i < until; ++i)
            pieces[i].lanes = static_cast<int>(lanes.size());
        lanes.clear();
        begin = until;
    };
    for (qsizetype i = first; i < pieces.size(); ++i) {
        CalendarPiece &piece = pieces[i];
        if (piece.at.from >= end)
            close(i);
        const auto free = std::ranges::find_if(lanes, [&](int taken) { return taken <= piece.at.from; });
        piece.lane = static_cast<int>(free - lanes.begin());
        if (free == lanes.end())
            lanes.append(piece.at.to);
        else
            *free = piece.at.to;
        end = std::max(end, piece.at.to);
    }
    close(pieces.size());
}

} // namespace

CalendarDays laidOut(const ProviderCalendar &calendar)
{
    CalendarDays laid;
    const QTimeZone zone = zoneNamed(calendar.zone);
    for (QDate date = calendar.firstDay; date <= calendar.lastDay; date = date.addDays(1)) {
        const int day = static_cast<int>(laid.days.size());
        laid.days.append(dayOf(calendar, date, zone));
        const qsizetype first = laid.pieces.size();
        for (int block = 0; block < calendar.blocks.size(); ++block) {
            const CalendarSpan &time = calendar.blocks.at(block).time;
            const auto at = onDay(time, date, zone);
            if (!at)
                continue;
            CalendarPiece piece;
            piece.day = day;
            piece.block = block;
            piece.at.from = std::min(at->from, whole_day - least);
            piece.at.to = std::max(at->to, piece.at.from + least);
            piece.beganBefore = time.from.toTimeZone(zone).date() < date;
            piece.goesOn = time.to.addSecs(-1).toTimeZone(zone).date() > date;
            laid.pieces.append(piece);
        }
        std::stable_sort(laid.pieces.begin() + first, laid.pieces.end(), [](const CalendarPiece &a, const CalendarPiece &b) { return a.at.from < b.at.from; });
        spread(laid.pieces, first);
    }
    return laid;
}

QDate weekOf(const QDate &day)
{
    const int begins = QLocale().firstDayOfWeek();
    return day.addDays(-((day.dayOfWeek() - begins + 7) % 7));
}

} // namespace steward
