// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview/overview_repository.h"
#include "tests/views/house.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// The marketplace in figures, over a real one. That they are right, tests/sql/overview shows.
class OverviewRepositoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<House> m_house;
    std::unique_ptr<OverviewRepository> m_overview;

    static OverviewRange lastDays(int days, MarketId market = {})
    {
        const QDate today = QDateTime::currentDateTimeUtc().date();
        return { today.addDays(1 - days), today, market };
    }
    static Figure figureOf(const Result<OverviewFigures> &answer, const QString &name, const QString &currency = {})
    {
        for (const Figure &figure : answer->figures) {
            if (figure.name == name && figure.currency == currency)
                return figure;
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->book(24);
        m_house->book(30);
        m_house->book(200, u"requested"_s);
        m_house->book(210, u"cancelled"_s);
        m_overview = std::make_unique<OverviewRepository>(*m_house->backend);
    }
    void cleanupTestCase()
    {
        m_overview.reset();
        m_house.reset();
    }

    void figuresComeWithTheirDaysAndRules()
    {
        const auto answer = answerTo(m_overview->figures(lastDays(7)));
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message + answer.error().detail));
        const Figure made = figureOf(answer, u"bookings"_s);
        QCOMPARE(made.value(), std::optional<qint64>(4));
        QCOMPARE(made.parts, (QList<qint64> { 0, 0, 0, 0, 0, 0, 4 }));
        QCOMPARE(made.partsBefore.size(), 7);
        QVERIFY(made.rule.contains(u"made in the range"));
        const Figure value = figureOf(answer, u"gross_value"_s, u"EUR"_s);
        QCOMPARE(value.unit, Figure::Unit::Money);
        QCOMPARE(value.value(), std::optional<qint64>(4 * 12400));
        const Figure accepted = figureOf(answer, u"acceptance_rate"_s);
        QCOMPARE(accepted.value(), std::optional<qint64>(10'000));
        QCOMPARE(accepted.valueBefore(), std::nullopt);
        QCOMPARE(accepted.partWords, u"accepted");
        QVERIFY(accepted.moment.contains(u"when it was answered"));
        QCOMPARE(accepted.span.zone, u"UTC");
        QCOMPARE(accepted.span.begins.secsTo(accepted.span.countedAt) / 86400, 6);
        QVERIFY(accepted.span.ends <= accepted.span.countedAt && accepted.span.ends.msecsTo(accepted.span.countedAt) < 2);
        QCOMPARE(accepted.span.earlierBegins.daysTo(accepted.span.begins), 7);
        QCOMPARE(accepted.lists.size(), 2);
        QCOMPARE(accepted.lists.last().basis, FigureList::Basis::Step);
        QCOMPARE(accepted.lists.last().share, u"whole");
        QCOMPARE(accepted.lists.last().to, (QStringList { u"confirmed"_s, u"declined"_s, u"expired"_s }));
        QCOMPARE(figureOf(answer, u"refunds"_s, u"EUR"_s).lists.first().basis, FigureList::Basis::Refund);
        QCOMPARE(figureOf(answer, u"completion_rate"_s).value(), std::optional<qint64>(0));
    }

    void outcomesAreCountedByTheDayOfTheBooking()
    {
        const auto answer = answerTo(m_overview->figures(lastDays(2)));
        QCOMPARE(answer->outcomes.size(), 4);
        QCOMPARE(answer->outcomes.at(0).counts, (QList<qint64> { 0, 3 }));
        QCOMPARE(answer->outcomes.at(3).counts, (QList<qint64> { 0, 1 }));
    }

    void statesAndArrowsAreThoseOfTheWorkflow()
    {
        const auto answer = answerTo(m_overview->flow(lastDays(7)));
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message + answer.error().detail));
        QCOMPARE(answer->states.size(), bookingStates().size());
        const auto confirmed = std::ranges::find(answer->states, BookingState::Confirmed, &OverviewState::state);
        QCOMPARE(confirmed->count, 2);
        QVERIFY(confirmed->oldest.isValid());
        const auto cancelled = std::ranges::find(answer->states, BookingState::Cancelled, &OverviewState::state);
        QCOMPARE(cancelled->count, 1);
        QVERIFY(!cancelled->oldest.isValid());
        const auto booked = std::ranges::find(answer->arrows, std::optional<BookingState>(), &OverviewArrow::from);
        QCOMPARE(booked->to, BookingState::PendingPayment);
        QCOMPARE(booked->count, 4);
        QVERIFY(booked->span.ends.isValid() && !booked->rule.isEmpty() && booked->note.isEmpty());
        QVERIFY(confirmed->countedAt.isValid() && !confirmed->rule.isEmpty());
        QCOMPARE(answer->parked.size(), 0);
    }

    void aMarketOutOfReachHasNothing()
    {
        const auto answer = answerTo(m_overview->figures(lastDays(7, MarketId(3))));
        QCOMPARE(figureOf(answer, u"bookings"_s).value(), std::optional<qint64>(0));
        QCOMPARE(answerTo(m_overview->flow(lastDays(7, MarketId(1))))->states.size(), bookingStates().size());
    }

    void aRangeOfYearsIsRefused()
    {
        const auto answer = answerTo(m_overview->figures(lastDays(500)));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Invalid);
        QVERIFY(answer.error().message.contains(u"400 days"));
    }

    void ratesAreRoundedInWholeNumbers()
    {
        Figure rate;
        rate.unit = Figure::Unit::Rate;
        rate.part = 1;
        rate.whole = 3;
        QCOMPARE(rate.value(), std::optional<qint64>(3333));
        rate.part = 2;
        QCOMPARE(rate.value(), std::optional<qint64>(6667));
        rate.part = rate.whole = 9'007'199'254'740'991;
        QCOMPARE(rate.value(), std::optional<qint64>(10'000));
    }
};

QTEST_GUILESS_MAIN(OverviewRepositoryTest)
#include "overview_repository_test.moc"
