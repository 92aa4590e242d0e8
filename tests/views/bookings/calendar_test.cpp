// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/direct/lossy_proxy.h"
#include "tests/views/bookings/console_room.h"
#include "views/bookings/calendar/calendar_metrics.h"
#include "views/bookings/calendar/calendar_pane.h"
#include "views/bookings/calendar/calendar_view.h"

#include <QAccessible>
#include <QScrollBar>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// The calendar of a provider: what stands in it, and what keys and mouse do there.
class CalendarTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    CalendarView *m_view = nullptr;
    qint64 m_first = 0, m_second = 0;

    /// A moment of Berlin's, so many days after the Wednesday of next week.
    [[nodiscard]] QString moment(int day, const QString &clock) const
    {
        return u"((date_trunc('week', guard.clock() at time zone 'Europe/Berlin')::date + 9 + %1) + time '%2') at time zone 'Europe/Berlin'"_s.arg(day).arg(clock);
    }
    qint64 bookAt(int day, const QString &clock, const QString &state = u"confirmed"_s)
    {
        return m_house->database.value(u"select fixture.new_booking(%1, %2, %3, '%4')"_s.arg(m_house->customer).arg(m_house->listing).arg(moment(day, clock), state)).toLongLong();
    }
    [[nodiscard]] qint64 providerId() const { return m_house->database.value(u"select fixture.provider_id(%1)"_s.arg(m_house->provider)).toLongLong(); }
    [[nodiscard]] QDate dateOf(qint64 booking) const
    {
        return QDate::fromString(m_house->database.value(u"select (starts_at at time zone zone)::date from market.booking where id = %1"_s.arg(booking)), Qt::ISODate);
    }
    void enter(const QString &who = u"operations"_s, const QString &host = {})
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(who, host));
        m_view = m_room->window->findChild<CalendarView *>();
        m_room->window->activateWindow();
    }
    /// From the card of the first booking's provider.
    void openCalendar(const QString &who = u"operations"_s, const QString &host = {})
    {
        enter(who, host);
        m_room->window->area(0)->open(m_first);
        QTRY_VERIFY(m_room->window->actions().find(u"booking.close"_s)->isEnabled()); // all of it is read
        QTRY_VERIFY(m_room->find("booking.provider-calendar"));
        m_room->press("booking.provider-calendar");
        QTRY_VERIFY(m_view->isVisible() && m_view->model()->rowCount() > 0);
        QTRY_VERIFY(m_view->currentBlock() != nullptr);
    }
    void closeDetails()
    {
        m_room->window->actions().find(u"booking.close"_s)->trigger();
        QTRY_VERIFY(!m_room->find("booking.reference"));
        QTRY_VERIFY(!m_view->isNarrow());
    }
    [[nodiscard]] QString current() const { return m_view->currentIndex().data(Qt::AccessibleTextRole).toString(); }
    void press(Qt::Key key) const { QTest::keyClick(m_view, key); }
    [[nodiscard]] QStringList told() const
    {
        QStringList said;
        for (int row = 0; row < m_view->model()->rowCount(); ++row)
            said << m_view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        return said;
    }
    [[nodiscard]] int rowWith(const QString &words) const
    {
        const QStringList said = told();
        const auto found = std::ranges::find_if(said, [&](const QString &one) { return one.contains(words); });
        return found == said.end() ? -1 : static_cast<int>(found - said.begin());
    }
    [[nodiscard]] QRect rectOf(const QString &words) const { return m_view->visualRect(m_view->model()->index(rowWith(words), 0)); }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
    }
    void init()
    {
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->backend.reset(); // an operator has six connections at most
        m_first = bookAt(0, u"10:00"_s);
        m_second = bookAt(0, u"14:00"_s);
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
        m_house.reset();
    }

    void theWeekOfABookingsProviderIsShown()
    {
        openCalendar();
        QCOMPARE(m_room->text("calendar.title"), u"Nordlicht Sanitär");
        QVERIFY(m_room->text("calendar.week").contains(u"Europe/Berlin"_s));
        QVERIFY(current().contains(m_house->referenceOf(m_first)));
        QVERIFY2(current().contains(u"10:00 to 11:00, "_s) && current().endsWith(u", confirmed, Leak repair, Chloë"_s), qPrintable(current()));
        QCOMPARE(m_view->model()->rowCount(), 9); // seven days, two bookings
        QVERIFY(told().first().contains(u"works 00:00–24:00, nothing is booked"_s));
        QCOMPARE(m_room->window->focusWidget(), m_view);
        const QString hint = m_view->currentIndex().data(Qt::ToolTipRole).toString();
        QVERIFY2(hint.contains(u"Europe/Berlin"_s), qPrintable(hint));
        // As assistive technology has it: a list of what stands there.
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(m_view);
        QCOMPARE(spoken->role(), QAccessible::List);
        QCOMPARE(spoken->text(QAccessible::Name), u"Calendar of Nordlicht Sanitär");
        QCOMPARE(spoken->childCount(), 9);
        QCOMPARE(spoken->child(m_view->currentIndex().row())->text(QAccessible::Name), current());
    }

    void arrowsLeadThroughBlocksAndDays()
    {
        bookAt(1, u"13:00"_s);
        openCalendar();
        const QDate day = dateOf(m_first);
        press(Qt::Key_Down);
        QVERIFY(current().contains(m_house->referenceOf(m_second)));
        press(Qt::Key_Down); // the last of its day
        QVERIFY(current().contains(m_house->referenceOf(m_second)));
        press(Qt::Key_Right); // the nearest in time
        QVERIFY(current().contains(u"13:00"_s));
        press(Qt::Key_Right); // where nothing stands, the day itself
        QCOMPARE(m_view->currentDay(), day.addDays(2));
        QVERIFY(m_view->currentBlock() == nullptr);
        press(Qt::Key_Left);
        press(Qt::Key_Left);
        QCOMPARE(m_view->currentDay(), day);
        press(Qt::Key_Up);
        for (int times = 0; times < 7; ++times)
            press(Qt::Key_Left);
        QTRY_COMPARE(m_view->currentDay(), weekOf(day).addDays(-1)); // over the edge, into the week before
    }

    void keysTurnWeeks()
    {
        openCalendar();
        const QDate day = dateOf(m_first);
        press(Qt::Key_PageDown);
        QTRY_COMPARE(m_view->currentDay(), day.addDays(7));
        QTRY_COMPARE(m_room->text("calendar.note"), u"Nothing is booked in this week.");
        press(Qt::Key_PageUp);
        QTRY_COMPARE(m_view->currentDay(), day);
        QTRY_VERIFY(rowWith(m_house->referenceOf(m_first)) > 0);
        press(Qt::Key_Home);
        QTRY_COMPARE(m_view->currentDay(), QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Europe/Berlin")).date());
        QTRY_VERIFY(m_view->model()->index(m_view->currentIndex().row(), 0).data().toString().contains(u", today: "_s));
        const QTime now = QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Europe/Berlin")).time();
        const int line = now.hour() * calendar::hour + now.minute() - m_view->verticalScrollBar()->value();
        QVERIFY2(line >= 0 && line <= m_view->viewport()->height(), qPrintable(QString::number(line)));
        QTest::keyClick(m_view, Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(m_room->find<QLineEdit>("calendar-jump.date"));
        m_room->find<QLineEdit>("calendar-jump.date")->setText(day.toString(Qt::ISODate));
        m_room->press("calendar-jump.go");
        QTRY_COMPARE(m_view->currentDay(), day);
        m_room->press("calendar.next");
        QTRY_COMPARE(m_view->currentDay(), day.addDays(7));
    }

    void theLineOfNowMoves()
    {
        openCalendar();
        press(Qt::Key_Home);
        const QTimeZone berlin("Europe/Berlin");
        QTRY_COMPARE(m_view->currentDay(), QDateTime::currentDateTimeUtc().toTimeZone(berlin).date());
        const auto rowsOfIt = [this] { // where the line is drawn, in pixels
            const QImage image = m_view->viewport()->grab().toImage();
            QList<int> rows;
            for (int y = calendar::heading; y < image.height(); ++y) {
                int length = 0;
                for (int x = 0; x < image.width(); ++x)
                    length += image.pixelColor(x, y) == m_theme.colour(Token::Bad) ? 1 : 0;
                if (length > 20) // the knob at its end is shorter
                    rows.append(y);
            }
            return rows;
        };
        m_view->scrollToNow();
        const QDateTime noon(m_view->currentDay(), QTime(12, 0), berlin);
        m_view->setNow(noon);
        m_view->scrollToNow();
        const QList<int> atNoon = rowsOfIt();
        QCOMPARE(atNoon.size(), 2);
        m_view->setNow(noon.addSecs(20 * 60));
        QCOMPARE(rowsOfIt(), QList<int>({ atNoon.at(0) + 20, atNoon.at(1) + 20 }));
        m_view->setNow(noon.addDays(1));
        QVERIFY(!current().contains(u", today: "_s)); // another day is today
        auto *clock = m_room->window->findChild<QTimer *>(u"calendar.clock"_s);
        QVERIFY(clock != nullptr && clock->isActive() && clock->interval() <= 60'000);
        clock->start(1);
        QTRY_VERIFY(current().contains(u", today: "_s));
    }

    void enterOpensWhatStandsThere()
    {
        openCalendar();
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QTRY_COMPARE(m_room->text("booking.reference"), m_house->referenceOf(m_second));
        QVERIFY(m_view->isVisible()); // beside it
        QAction *close = m_room->window->actions().find(u"booking.close"_s);
        QTRY_VERIFY(close->isEnabled()); // all of it is read
        close->trigger();
        QTRY_COMPARE(m_room->window->focusWidget(), m_view);
        const QPoint middle = rectOf(m_house->referenceOf(m_first)).center();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middle);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, middle);
        QTRY_COMPARE(m_room->text("booking.reference"), m_house->referenceOf(m_first));
        m_view->setFocus();
        press(Qt::Key_Escape);
        QTRY_VERIFY(m_room->view->isVisible() && !m_view->isVisible());
    }

    void aClickOnFreeTimeChoosesItsDayAndNothingElse()
    {
        openCalendar();
        closeDetails();
        const QString before = m_house->database.value(u"select count(*) from market.event"_s);
        const QRect free = rectOf(m_house->referenceOf(m_first)).translated(0, 2 * calendar::hour);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, free.center());
        QVERIFY(m_view->currentBlock() == nullptr);
        QCOMPARE(m_view->currentDay(), dateOf(m_first));
        QVERIFY(!m_room->find("activity.form") && !m_room->find("booking.reference"));
        QCOMPARE(m_house->database.value(u"select count(*) from market.event"_s), before);
    }

    void aSessionIsOneBlockThatOpensTheListOfItsSeats()
    {
        m_house->database.run(u"create table public.course as select fixture.new_group(%1, 8) as id"_s.arg(m_house->provider));
        for (int guest = 0; guest < 3; ++guest)
            m_house->database.run(u"select fixture.new_booking(fixture.new_customer(), id, %1) from public.course"_s.arg(moment(1, u"18:00"_s)));
        openCalendar();
        const int row = rowWith(u"session, 3 of 8 seats, Course for beginners"_s);
        QVERIFY2(row > 0, qPrintable(told().join(u'\n')));
        QCOMPARE(m_view->model()->rowCount(), 10);
        m_view->setCurrentIndex(m_view->model()->index(row, 0));
        press(Qt::Key_Return);
        QTRY_VERIFY(m_room->view->isVisible());
        QTRY_COMPARE(m_room->model()->rowCount(), 3);
    }

    void whatIsHeldAndGivenBackIsToldUntilWhen()
    {
        const qint64 unpaid = bookAt(1, u"10:00"_s, u"pending_payment"_s);
        openCalendar();
        QVERIFY(told().at(rowWith(m_house->referenceOf(unpaid))).contains(u"awaiting payment, held until "_s));
        m_house->database.run(u"select fixture.operator('operations', 'cancel', jsonb_build_object('booking', %1))"_s.arg(m_second));
        m_room->visit().link.tellChange(u"booking"_s, m_second);
        QTRY_VERIFY(told().join(u'\n').contains(m_house->referenceOf(m_second) + u", given back, blocked until "_s));
        QVERIFY(current().contains(m_house->referenceOf(m_first))); // what was current stays so
    }

    void absencesAreSaidAndBeginFromADay()
    {
        m_house->database.run(u"select fixture.operator('operations', 'provider_away', jsonb_build_object('provider', %1, 'first_day', '%2', 'last_day', '%3'), '{\"reason_code\": \"sick\"}')"_s
                                  .arg(providerId()).arg(dateOf(m_first).addDays(2).toString(Qt::ISODate), dateOf(m_first).addDays(3).toString(Qt::ISODate)));
        openCalendar();
        QVERIFY(rowWith(u"away until "_s) > 0);
        press(Qt::Key_Up);
        press(Qt::Key_Right);
        QTRY_VERIFY(m_room->isEnabled("calendar.away"));
        QTest::keyClick(m_view, Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(m_room->find<QLineEdit>("activity.first-day"));
        QCOMPARE(m_room->find<QLineEdit>("activity.first-day")->text(), dateOf(m_first).addDays(1).toString(Qt::ISODate));
    }

    void aNarrowCalendarShowsOneDayUnderTheNamesOfAll()
    {
        bookAt(1, u"13:00"_s);
        openCalendar();
        m_room->window->resize(1024, 700);
        QTRY_VERIFY(m_view->isVisible() && m_room->find("booking.reference") && m_view->isNarrow());
        QCOMPARE(rectOf(u"13:00 to 14:00"_s), QRect());
        QVERIFY(rectOf(m_house->referenceOf(m_first)).width() > 300);
        press(Qt::Key_Right);
        QVERIFY(rectOf(u"13:00 to 14:00"_s).width() > 300);
        QCOMPARE(rectOf(m_house->referenceOf(m_first)), QRect());
        const QRect heading = m_view->visualRect(m_view->model()->index(0, 0));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, heading.center());
        QCOMPARE(m_view->currentDay(), weekOf(dateOf(m_first)));
    }

    void fromRightToLeftItIsMirrored()
    {
        bookAt(1, u"10:00"_s);
        openCalendar();
        closeDetails();
        const int before = rectOf(m_house->referenceOf(m_first)).left();
        m_view->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(rectOf(m_house->referenceOf(m_first)).left() != before);
        QVERIFY(m_view->visualRect(m_view->model()->index(0, 0)).left() > rectOf(m_house->referenceOf(m_first)).left());
        const QDate day = m_view->currentDay();
        press(Qt::Key_Left);
        QCOMPARE(m_view->currentDay(), day.addDays(1));
    }

    void nobodySeesTheDaysOfAnotherMarket()
    {
        const QString abroad = m_house->database.value(u"select fixture.provider_id(fixture.new_provider(301, name => 'Tokyo'))"_s);
        enter(u"operations_one_market"_s);
        m_room->window->area(0)->open(-abroad.toLongLong());
        QTRY_VERIFY(m_room->find("calendar.pane"));
        auto *states = m_room->find("calendar.states");
        QTRY_VERIFY(std::ranges::any_of(states->findChildren<QLabel *>(), [](const QLabel *label) { return label->isVisible() && label->text().startsWith(u"There is no such provider"_s); }));
        QVERIFY(!m_view->isVisible());
        m_room->press("calendar.back");
        QTRY_VERIFY(m_room->view->isVisible());
    }

    void withoutALinkTheLastDaysStayReadable()
    {
        auto proxy = std::make_unique<LossyProxy>(optionsFor(m_house->database).host + u"/.s.PGSQL.5432"_s);
        openCalendar(u"operations"_s, proxy->socketFolder());
        proxy->stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_room->find("window.offline"), 10'000);
        QVERIFY(m_view->isVisible());
        QVERIFY(rowWith(m_house->referenceOf(m_first)) > 0);
        press(Qt::Key_PageDown); // days that were not read can not be shown
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->isVisible(), 10'000);
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_PageUp); // keys work on, and those that were can
        QTRY_VERIFY_WITH_TIMEOUT(m_view->isVisible(), 10'000);
        QCOMPARE(m_view->currentDay(), dateOf(m_first));
        QTRY_COMPARE(m_room->window->focusWidget(), m_view);
        press(Qt::Key_PageDown);
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->isVisible(), 10'000);
        proxy->resume();
        m_room->press("window.reconnect");
        QTRY_VERIFY_WITH_TIMEOUT(m_view->isVisible(), 20'000);
        QCOMPARE(m_view->currentDay(), dateOf(m_first).addDays(7));
    }

    void theCommandPaletteFindsAProvider()
    {
        openCalendar();
        const auto found = answerTo(m_room->window->area(0)->find(u"nordlicht"_s));
        QVERIFY(found);
        QVERIFY(std::ranges::any_of(*found, [this](const FoundRecord &record) { return record.key == -providerId() && record.title == u"Nordlicht Sanitär"; }));
        m_room->window->area(0)->open(m_first); // a booking is shown beside the list
        QTRY_VERIFY(m_room->view->isVisible());
        m_room->window->area(0)->open(-providerId());
        QTRY_VERIFY(m_view->isVisible());
    }

    void theAuditorSeesNoNames()
    {
        openCalendar(u"auditor"_s);
        QVERIFY2(current().endsWith(u", confirmed, Leak repair"_s), qPrintable(current()));
        QVERIFY(!m_room->find("calendar.away"));
    }

    void itComesBackInTheNextSession()
    {
        openCalendar();
        const QJsonObject place = m_room->window->area(0)->place();
        enter();
        m_room->window->area(0)->restore(place);
        QTRY_VERIFY(m_view->isVisible() && m_view->model()->rowCount() > 0);
        QCOMPARE(m_view->currentDay(), dateOf(m_first));
        QCOMPARE(m_room->text("calendar.title"), u"Nordlicht Sanitär");
    }
};

QTEST_MAIN(CalendarTest)
#include "calendar_test.moc"
