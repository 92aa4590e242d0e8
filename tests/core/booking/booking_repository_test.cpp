// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/booking_repository.h"
#include "core/door/door_repository.h"
#include "core/market/market_repository.h"
#include "tests/views/house.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// Bookings and the door in the words of the console, over a real marketplace.
class BookingRepositoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<House> m_house;
    std::unique_ptr<BookingRepository> m_bookings;
    std::unique_ptr<DoorRepository> m_door;
    qint64 m_booking = 0;

    static QStringList references(const Result<Page<BookingRow>> &page)
    {
        QStringList list;
        for (const BookingRow &row : page->rows)
            list << row.reference;
        return list;
    }
    static Activity cancelling(qint64 booking, qint64 toCustomer, qint64 toProvider)
    {
        Activity activity(u"override_cancel"_s, { { u"booking"_s, booking }, { u"to_customer"_s, toCustomer }, { u"to_provider"_s, toProvider } });
        activity.reasonCode = u"provider_cannot_come"_s;
        activity.note = u"Van broke down"_s;
        return activity;
    }

private slots:
    void initTestCase()
    {
        m_house = std::make_unique<House>();
        m_house->furnish();
        for (int day = 1; day <= 6; ++day)
            m_booking = m_house->book(day * 24);
        m_house->book(200, u"requested"_s);
        m_house->book(210, u"cancelled"_s);
        m_bookings = std::make_unique<BookingRepository>(*m_house->backend);
        m_door = std::make_unique<DoorRepository>(*m_house->backend);
    }
    void cleanupTestCase()
    {
        m_bookings.reset();
        m_door.reset();
        m_house.reset();
    }

    void pagesFollowEachOtherInOrder()
    {
        BookingFilter filter;
        filter.descending = false;
        const PageRequest first({}, PageRequest::Direction::Forward, 3);
        const auto one = answerTo(m_bookings->page(filter, first));
        QVERIFY2(one, one ? "" : qPrintable(one.error().message + one.error().detail));
        QCOMPARE(one->rows.size(), 3);
        QVERIFY(one->previous.isEmpty());
        const PageRequest next(one->next, PageRequest::Direction::Forward, 3);
        const auto two = answerTo(m_bookings->page(filter, next));
        QVERIFY(one->rows.last().startsAt <= two->rows.first().startsAt);
        const PageRequest back(two->previous, PageRequest::Direction::Backward, 3);
        QCOMPARE(references(answerTo(m_bookings->page(filter, back))), references(one));
    }

    void wordsFindByReferenceAndNames_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("the provider's name") << u"nordlicht"_s;
        QTest::newRow("the customer's name") << u"Chloë"_s;
        QTest::newRow("a part of the reference") << QString();
    }
    void wordsFindByReferenceAndNames()
    {
        QFETCH(QString, words);
        const QString reference = m_house->referenceOf(m_booking);
        const auto found = answerTo(m_bookings->find(words.isEmpty() ? reference.mid(3, 6) : words, 20));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(std::ranges::any_of(*found, [&](const BookingRow &row) { return row.reference == reference; }));
    }

    void statesAndMarketsRestrict()
    {
        BookingFilter filter;
        filter.states = { BookingState::Requested };
        QCOMPARE(answerTo(m_bookings->count(filter))->rows, 1);
        filter.states = { BookingState::Confirmed };
        filter.markets = { MarketId(1) };
        QCOMPARE(answerTo(m_bookings->count(filter))->rows, 6);
        filter.markets = { MarketId(2) };
        QCOMPARE(answerTo(m_bookings->count(filter))->rows, 0);
    }

    void aBookingIsKnownInFull()
    {
        const auto booking = answerTo(m_bookings->byReference(m_house->referenceOf(m_booking)));
        QVERIFY2(booking, booking ? "" : qPrintable(booking.error().message + booking.error().detail));
        QCOMPARE(booking->row.state, BookingState::Confirmed);
        QCOMPARE(booking->price, Money(12400, Currency(u"EUR"_s)));
        QCOMPARE(booking->captured, booking->price);
        QCOMPARE(booking->place, u"Prenzlauer Berg, 10405");
        QCOMPARE(booking->cardLast4, u"4417");
        QVERIFY(booking->customerEmail.contains(u'@'));
        QVERIFY(!booking->timers.isEmpty());
        QVERIFY(!booking->policy.tiers.isEmpty());
        QVERIFY(booking->timeline.size() >= 3);
        qint64 sum = 0;
        for (const BookingLedgerLine &line : booking->ledger)
            sum += line.debit.minor - line.credit.minor;
        QCOMPARE(sum, 0);
        const auto action = std::ranges::find(booking->actions, u"accept"_s, &BookingAction::operation);
        QVERIFY(action != booking->actions.end());
        QVERIFY(!action->allowed);
        QVERIFY(action->why.contains(u"requested"));
    }

    void whatIsNotThereIsNotFound()
    {
        const auto none = answerTo(m_bookings->byReference(u"BK-0000-0000"_s));
        QCOMPARE(none.error().kind, Error::Kind::NotFound);
    }

    void aPreviewChangesNothingAndACommitDoesWhatItShowed()
    {
        const Activity activity = cancelling(m_booking, 7440, 4960);
        const auto preview = answerTo(m_door->preview(activity));
        QVERIFY2(preview, preview ? "" : qPrintable(preview.error().message + preview.error().detail));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
        QCOMPARE(preview->effects.states.first().to, u"cancelled");
        QVERIFY(!preview->effects.messages.isEmpty());
        QVERIFY(!preview->effects.hash.text.isEmpty());

        const IntentKey key = IntentKey::make();
        const auto done = answerTo(m_door->apply(activity, preview->effects.hash, key));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message + done.error().detail));
        QCOMPARE(m_house->stateOf(m_booking), u"cancelled");
        QVERIFY(done->undoUntil.isValid());
        const auto again = answerTo(m_door->apply(activity, preview->effects.hash, key));
        QVERIFY(again->replayed);
        QCOMPARE(again->invocation, done->invocation);

        const auto undone = answerTo(m_door->undo(done->invocation, IntentKey::make()));
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().message + undone.error().detail));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
    }

    void aStaleVersionIsRefusedAsStale()
    {
        Activity activity = cancelling(m_booking, 0, 12400);
        activity.version = 1;
        QCOMPARE(answerTo(m_door->preview(activity)).error().kind, Error::Kind::Stale);
    }

    void aSplitBeyondWhatIsHeldIsRefusedInWords()
    {
        const auto refused = answerTo(m_door->preview(cancelling(m_booking, 12400, 1)));
        QVERIFY(!refused);
        QVERIFY2(!refused.error().message.isEmpty(), "in words");
    }

    void theSessionSaysWhoAsks()
    {
        const auto session = answerTo(m_door->session());
        QVERIFY2(session, session ? "" : qPrintable(session.error().message + session.error().detail));
        QCOMPARE(session->person, u"Mara Lindt");
        QCOMPARE(session->roles, QStringList { u"steward_operations"_s });
        QVERIFY(session->markets.isEmpty());
        QVERIFY(session->demonstration);
        QVERIFY(std::abs(session->ahead_ms) < 60'000);
        const auto operations = answerTo(m_door->operations());
        QVERIFY(std::ranges::any_of(*operations, [](const Operation &o) { return o.name == "override_cancel"_L1 && !o.arguments.isEmpty(); }));
        const auto reasons = answerTo(m_door->reasons());
        QVERIFY(std::ranges::any_of(*reasons, [](const Reason &r) { return r.code == "safety"_L1 && r.shortestNote == 10; }));
    }

    // The database's words are for its own sentences; the console says them again so that they can be translated.
    void theConsoleAndTheDatabaseCallStatesAlike()
    {
        const auto known = m_house->database.column("select state || ':' || title from market.booking_state order by ordinal");
        QVERIFY(!known.isEmpty());
        for (const QString &entry : known) {
            BookingState state {};
            QVERIFY2(fromText(entry.section(u':', 0, 0).toStdString(), state), qPrintable(entry));
            QCOMPARE(stateTitle(state), entry.section(u':', 1));
        }
    }

    void theConsoleAndTheDatabaseCountMinorUnitsAlike()
    {
        const auto known = m_house->database.column("select code || ':' || decimals from market.currency");
        QVERIFY(!known.isEmpty());
        for (const QString &entry : known)
            QCOMPARE(Currency(entry.section(u':', 0, 0)).decimals(), entry.section(u':', 1).toInt());
    }

    void anOperatorOfOneMarketSeesThatMarket()
    {
        const auto backend = m_house->enter(u"operations_one_market"_s);
        const auto session = answerTo(DoorRepository(*backend).session());
        QCOMPARE(session->markets, QList<int> { 1 });
        const auto markets = answerTo(MarketRepository(*backend).all());
        QVERIFY2(markets, markets ? "" : qPrintable(markets.error().message + markets.error().detail));
        QVERIFY(std::ranges::any_of(*markets, [](const Market &market) { return market.id == MarketId(1) && !market.currency.isEmpty(); }));
    }
};

QTEST_GUILESS_MAIN(BookingRepositoryTest)
#include "booking_repository_test.moc"
