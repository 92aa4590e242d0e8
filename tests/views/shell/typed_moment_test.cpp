// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/day_words.h"
#include "views/shell/typed_moment.h"

#include <QTest>
#include <QTimeZone>

using namespace steward;
using namespace Qt::StringLiterals;

/// Dates as people type them.
class TypedMomentTest : public QObject
{
    Q_OBJECT

    const QTimeZone m_berlin { "Europe/Berlin" };
    const QDateTime m_now { QDate(2027, 5, 20), QTime(15, 30), m_berlin };

private slots:
    void whatIsTypedIsThatMoment_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("moment"); // in Berlin
        const auto row = [](const char *name, const char *typed, const char *moment, const char *language = "en_GB") {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(language) << QString::fromUtf8(moment);
        };
        row("today", "today", "2027-05-20 00:00");
        row("a word in capitals", "Tomorrow", "2027-05-21 00:00");
        row("a word and a time", "yesterday 14:05", "2027-05-19 14:05");
        row("a time alone is today's", "9:30", "2027-05-20 09:30");
        row("as computers write it", "2027-05-12", "2027-05-12 00:00");
        row("with a T", "2027-05-12T08:15", "2027-05-12 08:15");
        row("without zeros", "2027-5-2", "2027-05-02 00:00");
        row("day and month", "12 May", "2027-05-12 00:00");
        row("in small letters", "12 may", "2027-05-12 00:00");
        row("month and day", "May 12", "2027-05-12 00:00");
        row("the whole name", "3 December", "2027-12-03 00:00");
        row("as the list shows it", "12 May 14:00", "2027-05-12 14:00");
        row("a month that ends like a separator", "12 August 14:00", "2027-08-12 14:00");
        row("with a year", "12 May 2026", "2026-05-12 00:00");
        row("the American way", "May 12, 2026 18:00", "2026-05-12 18:00");
        row("British and short", "12/05/2026", "2026-05-12 00:00");
        row("American and short", "5/12/2026", "2026-05-12 00:00", "en_US");
        row("German and short", "12.05.2026", "2026-05-12 00:00", "de_DE");
        row("German without a year", "12.5.", "2027-05-12 00:00", "de_DE");
        row("German in words", "12. Mai 2026", "2026-05-12 00:00", "de_DE");
        row("English in a German console", "12 May", "2027-05-12 00:00", "de_DE");
        row("a week from now", "+7", "2027-05-27 00:00");
        row("days ahead", "+7d", "2027-05-27 00:00");
        row("weeks ago", "-2w", "2027-05-06 00:00");
        row("months ahead, to a shorter one", "+9m", "2028-02-20 00:00");
        row("hours from now", "+2h", "2027-05-20 17:30");
        row("minutes from now, into another day", "+ 600 min", "2027-05-21 01:30");
        row("too much room", "  12   May  ", "2027-05-12 00:00");
        row("a leap day where there is one", "29 Feb 2028", "2028-02-29 00:00");
    }
    void whatIsTypedIsThatMoment()
    {
        QFETCH(QString, typed);
        QFETCH(QString, language);
        QFETCH(QString, moment);
        const auto read = typedMoment(typed, m_now, QLocale(language), Towards::Either);
        QVERIFY2(read.has_value(), "it cannot be read");
        QCOMPARE(read->toTimeZone(m_berlin).toString(u"yyyy-MM-dd HH:mm"_s), moment);
    }

    void whatIsNoDayIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : { "", "   ", "soon", "31 Feb", "29 Feb", "32 May", "2027-13-01", "12 May 25:00", "12 May 12:60", "12", "May", "1969-12-31",
                 "2200-01-01", "12 May 0099", "+99999", "12 May 2026 or so", "'; drop table booking" })
            QTest::newRow(*typed == 0 ? "nothing" : typed) << QString::fromUtf8(typed);
    }
    void whatIsNoDayIsRefused()
    {
        QFETCH(QString, typed);
        QVERIFY(!typedMoment(typed, m_now, QLocale(u"en_GB"_s), Towards::Either));
    }

    void aDayWithoutAYearIsTheNextOrTheLast_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("next");
        QTest::addColumn<QString>("last");
        const auto row = [](const char *typed, const char *next, const char *last) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(next) << QString::fromUtf8(last);
        };
        row("12 May", "2028-05-12 00:00", "2027-05-12 00:00");
        row("3 December 14:00", "2027-12-03 14:00", "2026-12-03 14:00");
        row("20 May 9:00", "2027-05-20 09:00", "2027-05-20 09:00"); // today's, though that hour is over
        row("May 21", "2027-05-21 00:00", "2026-05-21 00:00");
        row("29 Feb", "2028-02-29 00:00", "2024-02-29 00:00");
        row("12 May 2026", "2026-05-12 00:00", "2026-05-12 00:00"); // what is said is not guessed
        row("yesterday", "2027-05-19 00:00", "2027-05-19 00:00");
    }
    void aDayWithoutAYearIsTheNextOrTheLast()
    {
        QFETCH(QString, typed);
        QFETCH(QString, next);
        QFETCH(QString, last);
        const auto read = [&](Towards towards) {
            const auto moment = typedMoment(typed, m_now, QLocale(u"en_GB"_s), towards);
            return moment ? moment->toTimeZone(m_berlin).toString(u"yyyy-MM-dd HH:mm"_s) : u"nothing"_s;
        };
        QCOMPARE(read(Towards::Future), next);
        QCOMPARE(read(Towards::Past), last);
    }

    void noYearHasThatDay()
    {
        for (const Towards towards : { Towards::Future, Towards::Past })
            QVERIFY(!typedMoment(u"31 Feb"_s, m_now, QLocale(u"en_GB"_s), towards));
    }

    // Where the year is the present one, everybody knows it.
    void aDayOfAnotherYearSaysWhich()
    {
        const QDate today = QDate::currentDate();
        QVERIFY(!dayAs(u"ddd d MMM"_s, today).contains(QString::number(today.year())));
        QVERIFY(dayAs(u"ddd d MMM"_s, today.addYears(1)).endsWith(QString::number(today.year() + 1)));
    }

    // The clocks went forward that night: the hour that was left out is no reason to refuse the day.
    void aTimeThatTheClocksLeftOutIsTheOneNextToIt()
    {
        const auto read = typedMoment(u"2027-03-28 02:30"_s, m_now, QLocale(u"en_GB"_s), Towards::Either);
        QVERIFY(read && read->isValid());
        QCOMPARE(read->toUTC().toString(u"HH:mm"_s), u"01:30");
    }
};

QTEST_GUILESS_MAIN(TypedMomentTest)
#include "typed_moment_test.moc"
