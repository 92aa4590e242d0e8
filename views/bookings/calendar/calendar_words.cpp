// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/calendar/calendar_words.h"

#include "views/shell/counts.h"
#include "views/shell/day_words.h"
#include "views/shell/moments.h"
#include "views/shell/state_look.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Calendar", text);
}

QString clockText(const QTime &time)
{
    return QLocale().toString(time, u"HH:mm"_s);
}

QString clockText(int minute)
{
    return minute == 24 * 60 ? u"24:00"_s : clockText(QTime(minute / 60, minute % 60));
}

/// "Tue 3 March 09:00"
QString momentText(const QDateTime &local)
{
    return dayAs(u"ddd d MMMM"_s, local.date()) + u' ' + clockText(local.time());
}

QString seatsText(const CalendarBlock &block)
{
    return words("%1 of %2 seats").arg(QLocale().toString(block.taken), QLocale().toString(block.seats));
}

QString untilText(const CalendarBlock &block, const QString &zone)
{
    return block.until.isValid() ? whenInSentence(block.until, zone) : QString();
}

/// Until when something is held that could be held no more; nothing for what simply takes place.
QString holdText(const CalendarBlock &block, const QString &zone)
{
    const QString until = untilText(block, zone);
    switch (block.kind) {
    case CalendarBlock::Kind::Booking:
        if (!until.isEmpty())
            return words("held until %1").arg(until);
        return block.state == BookingState::PendingPayment ? words("the time to pay is over") : QString();
    case CalendarBlock::Kind::Session:
        return {};
    case CalendarBlock::Kind::Held:
        return until.isEmpty() ? words("held until a further charge is answered") : words("another time that is proposed, held until %1").arg(until);
    case CalendarBlock::Kind::Released:
        return words("given back, blocked until %1, when that can no longer be taken back").arg(until);
    }
    Q_UNREACHABLE();
}

QStringList parts(const CalendarBlock &block, const QString &zone)
{
    QStringList said { block.kind == CalendarBlock::Kind::Session ? words("session") : block.reference };
    if (block.kind == CalendarBlock::Kind::Session)
        said << seatsText(block);
    else if (block.kind == CalendarBlock::Kind::Booking)
        said << stateTitle(block.state).toLower();
    said << holdText(block, zone) << block.service << block.customer;
    if (block.isOutsideHours)
        said << words("outside of the hours of work");
    said.removeAll(QString());
    return said;
}

} // namespace

BlockLook lookOf(const CalendarBlock &block, const QString &zone)
{
    const QString until = block.until.isValid() ? words("until %1").arg(untilText(block, zone)) : QString();
    switch (block.kind) {
    case CalendarBlock::Kind::Booking:
        return { stateTitle(block.state), iconOf(block.state), until, toneOf(block.state), false };
    case CalendarBlock::Kind::Session:
        return { seatsText(block), u"users"_s, {}, Tone::Accent, false };
    case CalendarBlock::Kind::Held:
        return { words("Held"), u"hourglass"_s, until, Tone::Violet, true };
    case CalendarBlock::Kind::Released:
        return { words("Blocked"), u"undo-2"_s, until, Tone::Mute, true };
    }
    Q_UNREACHABLE();
}

QString timeText(const CalendarBlock &block, const CalendarPiece &piece, const QString &zone)
{
    const QTimeZone there = zoneNamed(zone);
    const QString from = clockText(block.time.from.toTimeZone(there).time()), to = clockText(block.time.to.toTimeZone(there).time());
    if (piece.beganBefore && piece.goesOn)
        return words("all day");
    if (piece.beganBefore)
        return words("until %1").arg(to);
    return piece.goesOn ? words("from %1").arg(from) : from + u"–"_s + to;
}

QString spokenText(const CalendarBlock &block, const CalendarPiece &piece, const QString &zone)
{
    const QTimeZone there = zoneNamed(zone);
    const QDateTime from = block.time.from.toTimeZone(there), to = block.time.to.toTimeZone(there);
    const QString end = from.date() == to.date() ? clockText(to.time()) : momentText(to);
    QStringList said { words("%1 to %2").arg(momentText(from), end) };
    if (piece.beganBefore)
        said << words("continued");
    return (said + parts(block, zone)).join(u", "_s);
}

QString hintText(const CalendarBlock &block, const QString &zone)
{
    const QStringList lines { spanText(block.time.from, block.time.to, zone), parts(block, zone).join(u" · "_s), exactText(block.time.from, zone) };
    return lines.join(u'\n');
}

QString hoursText(const CalendarDay &day)
{
    if (day.isAway)
        return words("Away");
    QStringList stretches;
    for (const DayStretch &worked : day.worked)
        stretches << clockText(worked.from) + u"–"_s + clockText(worked.to);
    return stretches.isEmpty() ? words("Does not work") : stretches.join(u", "_s);
}

QString spokenDay(const CalendarDay &day, qsizetype pieces, const QDate &today)
{
    QString said = dayAs(u"dddd d MMMM"_s, day.date);
    if (day.date == today)
        said = words("%1, today").arg(said);
    QStringList about;
    if (day.isAway)
        about << words("away until %1").arg(dayAs(u"dddd d MMMM"_s, day.awayUntil));
    else if (day.worked.isEmpty())
        about << words("does not work");
    else
        about << words("works %1").arg(hoursText(day));
    if (day.hours != 24)
        about << words("clocks change, the day has %1 hours").arg(day.hours);
    about << (pieces == 0 ? words("nothing is booked") : countedText(pieces, words("1 entry"), words("%1 entries")));
    return said + u": "_s + about.join(u", "_s);
}

QString daysText(const QDate &first, const QDate &last)
{
    const QLocale locale;
    if (first == last)
        return locale.toString(first, u"dddd d MMMM yyyy"_s);
    const QString end = locale.toString(last, u"d MMMM yyyy"_s);
    if (first.year() != last.year())
        return locale.toString(first, u"d MMMM yyyy"_s) + u" – "_s + end;
    return locale.toString(first, first.month() == last.month() ? u"d"_s : u"d MMMM"_s) + u" – "_s + end;
}

} // namespace steward
