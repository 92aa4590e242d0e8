// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/booking_repository.h"
#include "core/overview/overview_repository.h"
#include "tests/views/bookings/console_room.h"
#include "views/bookings/list/booking_conditions.h"
#include "views/overview/counted_list.h"
#include "views/overview/counted_words.h"
#include "views/overview/figure_card.h"

#include <QContextMenuEvent>
#include <QMenu>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// What the Overview counts: said by "Why?", and listed by what stands behind each figure, on a marketplace of several zones.
class CountedTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;

    /// A booking of each kind in a market, of which some took their steps when a day of its clock began, or a millisecond before.
    void fill(int market, int city, const QString &locale)
    {
        m_house->customer = m_house->database.value(u"select fixture.new_customer(%1, '%2', 'Chloë %1')"_s.arg(market).arg(locale)).toLongLong();
        m_house->provider = m_house->database.value(u"select fixture.new_provider(%1)"_s.arg(city)).toLongLong();
        m_house->listing = m_house->database.value(u"select fixture.new_listing(%1, 9000)"_s.arg(m_house->provider)).toLongLong();
        int hours = 24;
        for (const auto &state : { u"pending_payment"_s, u"requested"_s, u"confirmed"_s, u"confirmed"_s, u"declined"_s, u"expired"_s, u"cancelled"_s, u"in_progress"_s, u"completed"_s, u"completed"_s,
                 u"no_show"_s, u"disputed"_s, u"settled"_s })
            m_house->book(hours += 5, state);
        const QString again = m_house->database.value(u"select max(id) from market.booking where state = 'completed' and market_id = %1"_s.arg(market));
        for (const auto &operation : { u"override_reopen"_s, u"override_complete"_s }) // concluded twice
            m_house->database.run(u"select fixture.operator('operations', '%1', '{\"booking\": %2}', '{\"reason_code\": \"other\", \"note\": \"The wrong one of two\"}')"_s.arg(operation, again));
    }
    void moveToBorders() const
    {
        m_house->database.run(uR"(
            set session_replication_role = replica;
            with moved as (
                select booking.id, (date_trunc('day', now() at time zone market.zone) - make_interval(days => booking.id::integer % 3)) at time zone market.zone
                    - case booking.id % 2 when 0 then interval 'PT0.001S' else interval 'PT0S' end as moment
                from market.booking join market.market on market.id = booking.market_id
                where booking.id % 4 <> 3
                    and not exists (select from market.event where entity = 'booking' and entity_id = booking.id and operation = 'override_reopen')
            ), changed as (
                update market.event set at = moved.moment from moved where entity = 'booking' and entity_id = moved.id
            ), given_back as (
                update market.refund set created_at = moved.moment from moved, market.payment where payment.booking_id = moved.id and refund.payment_id = payment.id
            )
            update market.booking set created_at = moved.moment, entered_at = moved.moment from moved where booking.id = moved.id;
            reset session_replication_role;)"_s);
    }
    void enter()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->actions().find(u"window.go-overview"_s)->trigger();
        QTRY_VERIFY(m_room->find("overview.figure-bookings"));
        QTRY_VERIFY(m_room->find("overview.state-confirmed")->accessibleName().contains(u"booking"));
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
    }
    [[nodiscard]] QString said() const
    {
        QStringList all;
        for (const QLabel *label : m_room->find("why")->findChildren<QLabel *>()) {
            if (label->isVisible())
                all << label->text();
        }
        return all.join(u" | "_s);
    }
    /// As somebody asks whose focus is on it.
    void ask(const char *name)
    {
        m_room->find(name)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_W);
        QTRY_VERIFY(m_room->find("why"));
    }
    [[nodiscard]] qint64 listed(const QJsonObject &conditions)
    {
        BookingFilter filter;
        readConditions(conditions, filter);
        [&] { QCOMPARE(unknownConditions(conditions), QStringList()); }();
        BookingFilter again;
        readConditions(conditionsOf(filter), again);
        [&] { QCOMPARE(again, filter); }(); // a session comes back to the very same
        const auto total = answerTo(m_room->visit().bookings.count(filter));
        const auto page = answerTo(m_room->visit().bookings.page(filter, PageRequest({}, PageRequest::Direction::Forward, 500)));
        if (!total || !page)
            return -1;
        QSet<qint64> ids;
        for (const BookingRow &row : page->rows)
            ids.insert(row.id.value());
        return ids.size() == page->rows.size() && ids.size() == total->rows ? total->rows : -2;
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->backend.reset(); // an operator has six connections at most
        fill(1, 101, u"de"_s);
        fill(3, 301, u"ja"_s);
        fill(6, 601, u"es"_s);
        moveToBorders();
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup() { m_room.reset(); }
    void cleanupTestCase()
    {
        m_folder.reset();
        m_house.reset();
    }

    void everyFigureOpensWhatItCounts_data()
    {
        QTest::addColumn<int>("market");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("before");
        for (const int market : { 0, 1, 3, 6 }) {
            QTest::addRow("market %d, a week", market) << market << 7 << 0;
            QTest::addRow("market %d, today", market) << market << 1 << 0;
            QTest::addRow("market %d, yesterday", market) << market << 1 << 1;
        }
    }
    void everyFigureOpensWhatItCounts()
    {
        QFETCH(int, market);
        QFETCH(int, days);
        QFETCH(int, before);
        if (!m_room)
            m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        const MarketId which(market);
        const QString zone = m_house->database.value(u"select coalesce((select zone from market.market where id = %1), 'UTC')"_s.arg(market));
        const QDate last = QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone(zone.toLatin1())).date().addDays(-before);
        const OverviewRange range(last.addDays(1 - days), last, which);
        const auto figures = answerTo(m_room->visit().overview.figures(range));
        const auto flow = answerTo(m_room->visit().overview.flow(range));
        QVERIFY(figures && flow);
        qint64 compared = 0;
        for (const Figure &figure : figures->figures) {
            QVERIFY2(!figure.lists.isEmpty(), qPrintable(figure.name));
            QCOMPARE(figure.span.zone, zone);
            for (const FigureList &list : figure.lists) {
                const qint64 there = listed(listBehind(figure, list, which));
                const QString what = u"%1 %2, %3: %4 of %5, listed %6"_s.arg(figure.name, figure.currency, list.title).arg(figure.part).arg(figure.whole).arg(there);
                if (list.share == "part"_L1)
                    QVERIFY2(there == figure.part, qPrintable(what));
                else if (list.share == "whole"_L1)
                    QVERIFY2(there == figure.whole, qPrintable(what));
                else
                    QVERIFY2(there >= 0 && (there > 0) == (figure.whole > 0), qPrintable(what));
                compared += there;
            }
        }
        for (const OverviewState &state : flow->states)
            QCOMPARE(listed(listBehind(state, which)), state.count);
        for (const OverviewArrow &arrow : flow->arrows) {
            const qint64 there = listed(listBehind(arrow, which));
            QVERIFY2(there >= 0 && there <= arrow.count && (there > 0) == (arrow.count > 0), qPrintable(u"%1: %2, listed %3"_s.arg(arrowText(arrow)).arg(arrow.count).arg(there)));
            compared += there;
        }
        const auto made = std::ranges::find(figures->figures, u"bookings"_s, &Figure::name);
        QCOMPARE(listed(listOfDays(made->span, range.first, range.last, which)), made->part);
        QVERIFY(compared > 0);
    }

    void whatWasConcludedAgainCountsOnce()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const auto figures = answerTo(m_room->visit().overview.figures({ today.addDays(-6), today, {} }));
        const auto completed = std::ranges::find(figures->figures, u"completion_rate"_s, &Figure::name);
        // Of each market two that are completed, one that is disputed and one that is settled.
        QCOMPARE(completed->part, m_house->database.value(u"select count(distinct entity_id) from market.event where entity = 'booking' and from_state in ('confirmed', 'in_progress') and to_state = 'completed'"_s).toLongLong());
        QCOMPARE(m_house->database.value(u"select count(*) - count(distinct entity_id) from market.event where entity = 'booking' and from_state in ('confirmed', 'in_progress') and to_state = 'completed'"_s), u"3"_s);
    }

    void aFigureSaysWhatItCountsAndOpensIt()
    {
        enter();
        ask("overview.figure-acceptance-rate");
        QCOMPARE(m_room->text("why.title"), u"What does “Acceptance rate” count?");
        const QString all = said();
        QVERIFY2(all.contains(u"Of the requests that were accepted, declined or lapsed unanswered in the range, those accepted."_s), qPrintable(all));
        QVERIFY2(all.contains(u"This range: "_s) && all.contains(u" accepted, of "_s) && all.contains(u"Compared with: 0 accepted, of 0 answered or lapsed"_s), qPrintable(all));
        QVERIFY2(all.contains(u"by the clock of UTC"_s) && all.contains(u"All markets that you see, together"_s) && all.contains(u"A request counts when it was answered, or lapsed."_s), qPrintable(all));
        QVERIFY2(all.contains(u"Counted today "_s), qPrintable(all));
        const QString way = m_room->text("why.way-1");
        QVERIFY2(way.startsWith(u"Open ") && way.endsWith(u" accepted"), qPrintable(way));
        m_room->press("why.way-2");
        QTRY_VERIFY(m_room->find("bookings.happened-chip"));
        QVERIFY(!m_room->find("why"));
        QVERIFY2(m_room->text("bookings.happened-chip").startsWith(u"Answered or lapsed "_s), qPrintable(m_room->text("bookings.happened-chip")));
        QTRY_COMPARE(m_room->model()->phase(), WindowModel::Phase::Ready);
        QVERIFY(m_room->model()->rowCount() > 0);
    }

    void anAmountSaysItsCurrency()
    {
        enter();
        ask("overview.figure-gross-value");
        const QString all = said();
        QVERIFY2(all.contains(u"made and authorised"_s) && all.contains(u"alone: those of different currencies are never added."_s), qPrintable(all));
        m_room->press("why.way-1");
        QTRY_VERIFY(m_room->find("bookings.payment-chip"));
        QVERIFY2(m_room->text("bookings.payment-chip").startsWith(u"Authorised in "_s), qPrintable(m_room->text("bookings.payment-chip")));
    }

    void statesAndArrowsSayWhatTheyCount()
    {
        enter();
        ask("overview.state-confirmed");
        QCOMPARE(m_room->text("why.title"), u"What does “Confirmed” count?");
        QVERIFY2(said().contains(u"that are in this state now"_s), qPrintable(said()));
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!m_room->find("why"));
        QCOMPARE(m_room->window->focusWidget()->objectName(), u"overview.state-confirmed");
        ask("overview.arrow-in-progress-completed");
        QCOMPARE(m_room->text("why.title"), u"What does “From In progress to Completed” count?");
        QVERIFY2(said().contains(u"Steps are counted, not bookings"_s) && said().contains(u"By: "_s), qPrintable(said()));
        m_room->press("why.way-1");
        QTRY_VERIFY(m_room->find("bookings.happened-chip"));
        QVERIFY(m_room->text("bookings.happened-chip").startsWith(u"From In progress to Completed "_s));
    }

    void whereNothingIsChosenItSaysHow()
    {
        enter();
        m_room->find("overview.range")->setFocus();
        QCursor::setPos(m_room->window->mapToGlobal(QPoint(2, m_room->window->height() / 2)));
        m_room->window->actions().find(u"overview.why"_s)->trigger();
        QTRY_VERIFY(std::ranges::any_of(m_room->window->findChildren<QLabel *>(), [](const QLabel *label) { return label->isVisible() && label->text().startsWith(u"Choose a figure, or a state"_s); }));
        QVERIFY(!m_room->find("why"));
    }

    void theSignAndTheMenuAskTheSame()
    {
        enter();
        auto *card = m_room->find("overview.figure-refunds");
        QVERIFY(!m_room->find("overview.figure-refunds.why"));
        card->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(m_room->find("overview.figure-refunds.why"));
        m_room->press("overview.figure-refunds.why");
        QTRY_COMPARE(m_room->text("why.title"), u"What does “Refunds” count?");
        QVERIFY2(said().contains(u"Refunds are counted, not bookings"_s), qPrintable(said()));
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!m_room->find("why"));
        card->setFocus(Qt::TabFocusReason);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, card->rect().center(), card->mapToGlobal(card->rect().center()));
        QCoreApplication::sendEvent(card, &event);
        auto *menu = m_room->window->findChild<QMenu *>(u"overview.menu"_s);
        QVERIFY(menu);
        QStringList offered;
        for (const QAction *action : menu->actions())
            offered << action->text();
        QCOMPARE(offered, (QStringList { u"Open those refunded"_s, QString(), u"Why?"_s }));
        menu->actions().last()->trigger();
        QTRY_COMPARE(m_room->text("why.title"), u"What does “Refunds” count?");
    }

    // No index has the order of their start for what happened in a range.
    void whatHappenedStandsInItsOrder()
    {
        enter();
        m_room->press("overview.figure-completion-rate");
        QTRY_VERIFY(m_room->find("bookings.happened-chip"));
        QTRY_COMPARE(m_room->model()->phase(), WindowModel::Phase::Ready);
        const int there = m_room->model()->rowCount();
        QVERIFY(there > 0);
        m_room->window->actions().find(u"bookings.sort-start"_s)->trigger();
        QTRY_VERIFY(std::ranges::any_of(m_room->window->findChildren<QLabel *>(), [](const QLabel *label) { return label->isVisible() && label->text().startsWith(u"This list stands in the order"_s); }));
        QCOMPARE(m_room->model()->rowCount(), there);
        m_room->press("bookings.happened-chip"); // switched off: all of them
        QTRY_VERIFY(m_room->model()->rowCount() > there);
        m_room->press("bookings.happened-chip");
        QTRY_COMPARE(m_room->model()->rowCount(), there);
    }
};

QTEST_MAIN(CountedTest)
#include "counted_test.moc"
