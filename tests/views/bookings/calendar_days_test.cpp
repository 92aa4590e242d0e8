// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/calendar/calendar_words.h"

#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace steward;
using namespace Qt::StringLiterals;

/// Where the blocks of a calendar stand on its days, and what is said of them. In a year that is over, so that it is always named.
class CalendarDaysTest : public QObject
{
    Q_OBJECT

    static QDateTime at(const QString &local) { return QDateTime(QDate::fromString(local.left(10), Qt::ISODate), QTime::fromString(local.mid(11), u"HH:mm"_s), QTimeZone("Europe/Berlin")); }
    static CalendarSpan span(const QString &from, const QString &to)
    {
        CalendarSpan made;
        made.from = at(from).toUTC();
        made.to = at(to).toUTC();
        return made;
    }
    static CalendarBlock block(const QString &from, const QString &to)
    {
        CalendarBlock made;
        made.booking = BookingId(7);
        made.reference = u"BK-7F3K-92QD"_s;
        made.service = u"Garden work"_s;
        made.customer = u"Maria"_s;
        made.time = span(from, to);
        return made;
    }
    static ProviderCalendar days(const QString &first, const QString &last)
    {
        ProviderCalendar made;
        made.zone = u"Europe/Berlin"_s;
        made.firstDay = QDate::fromString(first, Qt::ISODate);
        made.lastDay = QDate::fromString(last, Qt::ISODate);
        return made;
    }
    /// "day 540-660 lane/lanes" for each piece.
    static QStringList pieces(const ProviderCalendar &calendar)
    {
        QStringList said;
        for (const CalendarPiece &piece : laidOut(calendar).pieces)
            said << u"%1 %2-%3 %4/%5%6%7"_s.arg(piece.day).arg(piece.at.from).arg(piece.at.to).arg(piece.lane).arg(piece.lanes)
                        .arg(piece.beganBefore ? u" began"_s : QString(), piece.goesOn ? u" goes on"_s : QString());
        return said;
    }
    static QString hours(const ProviderCalendar &calendar, int day) { return hoursText(laidOut(calendar).days.at(day)); }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void nineIsNineOnTheDayOnWhichClocksChange_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("hours");
        QTest::newRow("summer time begins") << u"2021-03-28"_s << 23;
        QTest::newRow("summer time ends") << u"2021-10-31"_s << 25;
        QTest::newRow("any other day") << u"2021-03-29"_s << 24;
    }
    void nineIsNineOnTheDayOnWhichClocksChange()
    {
        QFETCH(QString, day);
        QFETCH(int, hours);
        ProviderCalendar calendar = days(day, day);
        calendar.hours.append(span(day + u" 09:00"_s, day + u" 17:00"_s));
        calendar.blocks.append(block(day + u" 09:00"_s, day + u" 11:00"_s));
        const CalendarDays laid = laidOut(calendar);
        QCOMPARE(laid.days.first().hours, hours);
        QCOMPARE(hoursText(laid.days.first()), u"09:00–17:00");
        QCOMPARE(pieces(calendar), QStringList { u"0 540-660 0/1"_s });
        QCOMPARE(spokenDay(laid.days.first(), 1, QDate()).contains(u"clocks change"_s), hours != 24);
    }

    // From half past two to half past two, an hour later: on the wall it would take no time.
    void whatStartsInTheHourThatComesTwiceTakesItsTime()
    {
        ProviderCalendar calendar = days(u"2021-10-31"_s, u"2021-10-31"_s);
        CalendarBlock twice = block(u"2021-10-31 00:00"_s, u"2021-10-31 01:00"_s);
        twice.time.from = QDateTime::fromString(u"2021-10-31T00:30:00Z"_s, Qt::ISODate);
        twice.time.to = QDateTime::fromString(u"2021-10-31T01:30:00Z"_s, Qt::ISODate);
        calendar.blocks.append(twice);
        QCOMPARE(pieces(calendar), QStringList { u"0 150-210 0/1"_s });
    }

    void whatGoesOnPastMidnightStandsOnBothDays()
    {
        ProviderCalendar calendar = days(u"2021-03-01"_s, u"2021-03-03"_s);
        calendar.blocks.append(block(u"2021-03-01 23:30"_s, u"2021-03-02 00:30"_s));
        calendar.blocks.append(block(u"2021-03-02 22:00"_s, u"2021-03-03 00:00"_s)); // it ends with its day
        QCOMPARE(pieces(calendar), (QStringList { u"0 1410-1440 0/1 goes on"_s, u"1 0-30 0/1 began"_s, u"1 1320-1440 0/1"_s }));
        const CalendarDays laid = laidOut(calendar);
        QCOMPARE(timeText(calendar.blocks.first(), laid.pieces.at(0), calendar.zone), u"from 23:30");
        QCOMPARE(timeText(calendar.blocks.first(), laid.pieces.at(1), calendar.zone), u"until 00:30");
        QVERIFY(spokenText(calendar.blocks.first(), laid.pieces.at(1), calendar.zone).startsWith(u"Mon 1 March 2021 23:30 to Tue 2 March 2021 00:30, continued, "_s));
    }

    void whatOverlapsStandsSideBySide()
    {
        ProviderCalendar calendar = days(u"2021-03-01"_s, u"2021-03-01"_s);
        calendar.blocks = { block(u"2021-03-01 09:00"_s, u"2021-03-01 12:00"_s), block(u"2021-03-01 10:00"_s, u"2021-03-01 11:00"_s),
            block(u"2021-03-01 11:00"_s, u"2021-03-01 13:00"_s), block(u"2021-03-01 13:00"_s, u"2021-03-01 14:00"_s) };
        QCOMPARE(pieces(calendar), (QStringList { u"0 540-720 0/2"_s, u"0 600-660 1/2"_s, u"0 660-780 1/2"_s, u"0 780-840 0/1"_s }));
    }

    void aBlockIsHighEnoughToBeRead()
    {
        ProviderCalendar calendar = days(u"2021-03-01"_s, u"2021-03-01"_s);
        calendar.blocks = { block(u"2021-03-01 09:00"_s, u"2021-03-01 09:15"_s), block(u"2021-03-01 23:50"_s, u"2021-03-02 00:00"_s) };
        QCOMPARE(pieces(calendar), (QStringList { u"0 540-560 0/1"_s, u"0 1420-1440 0/1"_s }));
    }

    void anAbsenceSaysUntilWhen()
    {
        ProviderCalendar calendar = days(u"2021-03-01"_s, u"2021-03-04"_s);
        calendar.absences.append(span(u"2021-03-02 00:00"_s, u"2021-03-04 00:00"_s));
        calendar.hours.append(span(u"2021-03-01 09:00"_s, u"2021-03-01 12:00"_s));
        calendar.hours.append(span(u"2021-03-01 13:00"_s, u"2021-03-01 17:00"_s));
        QCOMPARE(hours(calendar, 0), u"09:00–12:00, 13:00–17:00");
        QCOMPARE(hours(calendar, 1), u"Away");
        QCOMPARE(hours(calendar, 2), u"Away");
        QCOMPARE(hours(calendar, 3), u"Does not work");
        const CalendarDays laid = laidOut(calendar);
        QCOMPARE(spokenDay(laid.days.at(1), 0, laid.days.at(1).date), u"Tuesday 2 March 2021, today: away until Wednesday 3 March 2021, nothing is booked");
    }

    void eachBlockIsSaidInWords_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("a booking") << static_cast<int>(CalendarBlock::Kind::Booking) << u"BK-7F3K-92QD, confirmed, Garden work, Maria"_s;
        QTest::newRow("a session") << static_cast<int>(CalendarBlock::Kind::Session) << u"session, 6 of 8 seats, Garden work, Maria"_s;
        QTest::newRow("held") << static_cast<int>(CalendarBlock::Kind::Held) << u"BK-7F3K-92QD, another time that is proposed, held until 28 Feb 2021 14:00, Garden work, Maria"_s;
        QTest::newRow("given back") << static_cast<int>(CalendarBlock::Kind::Released)
                                    << u"BK-7F3K-92QD, given back, blocked until 28 Feb 2021 14:00, when that can no longer be taken back, Garden work, Maria"_s;
    }
    void eachBlockIsSaidInWords()
    {
        QFETCH(int, kind);
        QFETCH(QString, said);
        CalendarBlock made = block(u"2021-03-02 09:00"_s, u"2021-03-02 11:00"_s);
        made.kind = static_cast<CalendarBlock::Kind>(kind);
        made.seats = 8;
        made.taken = 6;
        if (made.kind == CalendarBlock::Kind::Held || made.kind == CalendarBlock::Kind::Released)
            made.until = at(u"2021-02-28 14:00"_s);
        const QString spoken = spokenText(made, CalendarPiece(), u"Europe/Berlin"_s);
        QCOMPARE(spoken.toLower(), u"tue 2 march 2021 09:00 to 11:00, "_s + said.toLower());
        const BlockLook look = lookOf(made, u"Europe/Berlin"_s);
        QVERIFY(!look.word.isEmpty() && !look.icon.isEmpty()); // never by colour alone
        QCOMPARE(look.isHeld, made.kind == CalendarBlock::Kind::Held || made.kind == CalendarBlock::Kind::Released);
    }
};

QTEST_GUILESS_MAIN(CalendarDaysTest)
#include "calendar_days_test.moc"
