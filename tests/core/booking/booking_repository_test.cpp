// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/booking_repository.h"
#include "core/door/door_repository.h"
#include "core/market/market_repository.h"
#include "tests/views/house.h"

#include <QTimeZone>

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

    // Two ideographs are a family name; they are found as the beginning of one, in an index of beginnings.
    void aNameOfTwoIdeographsIsFound()
    {
        const qint64 chloe = m_house->customer;
        m_house->customer = m_house->database.value(u"select fixture.new_customer(1, 'ja', '田中 美咲')"_s).toLongLong();
        const QString reference = m_house->referenceOf(m_house->book(700, u"cancelled"_s));
        m_house->customer = chloe;
        const auto found = answerTo(m_bookings->find(u"田中"_s, 20));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().reference, reference);
        QCOMPARE(answerTo(m_bookings->find(u"田口"_s, 20))->size(), 0);
        const QString plan = m_house->database.value(u"set enable_seqscan = off; explain (format json) select 1 from market.person where display_name collate \"C\" ^@ '田中'"_s);
        QVERIFY2(plan.contains(u"person_name_beginning"), qPrintable(plan));
    }

    void wordsAreEnoughWhereTheDatabaseFindsByThem_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("enough");
        QTest::newRow("three letters") << u"chl"_s << true;
        QTest::newRow("two letters") << u"ch"_s << false;
        QTest::newRow("two letters and signs") << u"c - h"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("two ideographs") << u" 田中 "_s << true;
        QTest::newRow("one ideograph") << u"田"_s << false;
        QTest::newRow("an ideograph and a letter") << u"田a"_s << false;
        QTest::newRow("two syllables of Korean") << u"김지"_s << true;
        QTest::newRow("three Arabic letters") << u"محم"_s << true;
    }
    void wordsAreEnoughWhereTheDatabaseFindsByThem()
    {
        QFETCH(QString, words);
        QFETCH(bool, enough);
        QCOMPARE(areWordsEnough(words), enough);
    }

    // The list is shown from a moment on: the booking that starts then or next is the first or, latest first, the last of its page.
    void aMomentHasItsPlaceInTheList()
    {
        BookingFilter filter;
        filter.descending = false;
        const auto all = answerTo(m_bookings->page(filter, PageRequest({}, PageRequest::Direction::Forward, 100)));
        QVERIFY(all && all->rows.size() > 4);
        const BookingRow wanted = all->rows.at(3);
        for (const QDateTime &moment : { wanted.startsAt, wanted.startsAt.addSecs(-60) }) {
            filter.descending = false;
            QCOMPARE(m_bookings->cursorDirection(filter), PageRequest::Direction::Forward);
            const auto on = answerTo(m_bookings->page(filter, PageRequest(m_bookings->cursorAt(filter, moment), PageRequest::Direction::Forward, 2)));
            QCOMPARE(on->rows.first().reference, wanted.reference);
            QCOMPARE(answerTo(m_bookings->countBefore(filter, moment))->rows, 3);
            filter.descending = true;
            QCOMPARE(m_bookings->cursorDirection(filter), PageRequest::Direction::Backward);
            const auto up = answerTo(m_bookings->page(filter, PageRequest(m_bookings->cursorAt(filter, moment), PageRequest::Direction::Backward, 2)));
            QCOMPARE(up->rows.last().reference, wanted.reference);
            QCOMPARE(answerTo(m_bookings->countBefore(filter, moment))->rows, all->rows.size() - 3);
        }
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

    void aBookingIsKnownAsItWas()
    {
        const qint64 id = m_house->book(300, u"requested"_s);
        const auto requested = answerTo(m_bookings->byId(BookingId(id)));
        m_house->database.run(u"select fixture.operator('operations', 'accept', '{\"booking\": %1}')"_s.arg(id));
        const auto now = answerTo(m_bookings->byId(BookingId(id)));
        const auto past = answerTo(m_bookings->asOf(BookingId(id), requested->row.changedAt));
        QVERIFY2(past, past ? "" : qPrintable(past.error().message + past.error().detail));
        QCOMPARE(past->nextAt, now->row.changedAt);
        const Booking then = asItWas(*now, *past);
        QCOMPARE(then.row.state, BookingState::Requested);
        QCOMPARE(then.row.version, requested->row.version);
        QCOMPARE(then.row.startsAt, requested->row.startsAt);
        QCOMPARE(then.captured, requested->captured);
        QCOMPARE(then.timeline.size(), requested->timeline.size());
        QVERIFY(then.ledger.isEmpty() && !now->ledger.isEmpty());
        QCOMPARE(past->held, Money(0, Currency(u"EUR"_s)));
        const auto last = answerTo(m_bookings->asOf(BookingId(id), now->row.changedAt));
        QCOMPARE(last->held, now->captured);
        QVERIFY(!last->nextAt.isValid());
        QCOMPARE(answerTo(m_bookings->asOf(BookingId(id), requested->row.createdAt.addMSecs(-1))).error().kind, Error::Kind::NotFound);
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

    void theDaysOfAProviderAreRead()
    {
        const auto booking = answerTo(m_bookings->byId(BookingId(m_booking)));
        const QDate day = booking->row.startsAt.toTimeZone(QTimeZone("Europe/Berlin")).date();
        const auto days = answerTo(m_bookings->calendar(booking->row.providerId, day.addDays(-1), day.addDays(1)));
        QVERIFY2(days, days ? "" : qPrintable(days.error().message + days.error().detail));
        QCOMPARE(days->provider, booking->row.providerId);
        QCOMPARE(days->name, booking->row.provider);
        QCOMPARE(days->zone, u"Europe/Berlin");
        QVERIFY(!days->hours.isEmpty());
        const auto block = std::ranges::find(days->blocks, booking->row.id, &CalendarBlock::booking);
        QVERIFY(block != days->blocks.end());
        QCOMPARE(block->reference, booking->row.reference);
        QCOMPARE(block->state, BookingState::Confirmed);
        QCOMPARE(block->time.from, booking->row.startsAt);
        QCOMPARE(block->customer, u"Chloë");
        const auto tooMany = answerTo(m_bookings->calendar(booking->row.providerId, day, day.addDays(35)));
        QCOMPARE(tooMany.error().kind, Error::Kind::Invalid);
        const auto nobody = answerTo(m_bookings->calendar(ProviderId(999'999), day, day));
        QCOMPARE(nobody.error().kind, Error::Kind::NotFound);
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
