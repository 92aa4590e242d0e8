// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/direct/lossy_proxy.h"
#include "tests/views/bookings/console_room.h"
#include "views/widgets/confirm_bar.h"
#include "views/widgets/effects_panel.h"
#include "views/widgets/field.h"

#include <QSignalSpy>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// The main job of the console, on its real widgets and a real marketplace.
class BookingsPageTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;
    QString m_reference;

    void openRoom(const QString &host = {})
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s, host));
        QTRY_VERIFY(m_room->model()->rowCount() > 0);
    }
    void showBooking()
    {
        m_room->window->area(0)->open(m_booking);
        QTRY_COMPARE(m_room->text("booking.reference"), m_reference);
        QTRY_VERIFY(m_room->find("booking.override-cancel"));
    }
    /// The override's form with a reason, previewed.
    void openForm(const QString &amount = {})
    {
        QTRY_VERIFY(m_room->isEnabled("booking.override-cancel"));
        m_room->press("booking.override-cancel");
        QTRY_VERIFY(m_room->find("activity.reason-code"));
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(u"Provider cannot come"_s));
        emit code->activated(code->currentIndex());
        if (!amount.isEmpty()) {
            auto *field = m_room->find<QLineEdit>("activity.to-customer");
            field->selectAll();
            QTest::keyClicks(field, amount);
            QTest::keyClick(field, Qt::Key_Tab);
        }
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->backend.reset(); // an operator has six connections at most
    }
    void cleanupTestCase() { m_house.reset(); }
    void init()
    {
        static int hours = 24;
        m_booking = m_house->book(hours += 3);
        m_reference = m_house->referenceOf(m_booking);
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
    }

    void aBookingIsFoundPreviewedCancelledAndTakenBack()
    {
        openRoom();
        auto *words = m_room->find<QLineEdit>("bookings.filter-field");
        words->setFocus();
        QTest::keyClicks(words, m_reference.mid(3));
        QTRY_COMPARE(m_room->model()->rowCount(), 1);
        QTest::mouseClick(m_room->view->viewport(), Qt::LeftButton, {}, m_room->view->visualRect(m_room->model()->index(0, 0)).center());
        QTRY_COMPARE(m_room->text("booking.reference"), m_reference);
        QTRY_COMPARE(m_room->text("booking.state"), u"Confirmed");
        openForm(u"74.40"_s);
        QTRY_COMPARE(m_room->text("activity.confirm"), u"Cancel booking and refund €74.40");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(m_house->stateOf(m_booking), u"cancelled");
        QTRY_COMPARE(m_room->text("booking.state"), u"Cancelled");
        QCOMPARE(m_house->database.value(u"select sum(amount) from market.gateway_intent where kind = 'refund' and payment_id = (select id from market.payment where booking_id = %1)"_s.arg(m_booking)), u"7440");
        QTRY_VERIFY(m_room->find("booking.undo-button"));
        m_room->press("booking.undo-button");
        QTRY_COMPARE(m_room->text("booking.state"), u"Confirmed");
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
    }

    void aDoubleClickIsOneAction()
    {
        openRoom();
        showBooking();
        openForm();
        auto *confirm = m_room->find<QAbstractButton>("activity.confirm");
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QTest::mouseClick(confirm, Qt::LeftButton); // a late second click meets Undo in the same place
        QTest::qWait(200);
        QCOMPARE(m_house->stateOf(m_booking), u"cancelled");
        QCOMPARE(m_house->database.value(u"select count(*) from market.audit_entry where operation = 'override_cancel' and entity_id = %1"_s.arg(m_booking)), u"1");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(m_house->stateOf(m_booking), u"confirmed");
    }

    // Somebody else changes the booking while the form is open: nothing is done, what changed is shown, then it can be done.
    void aStaleRecordShowsWhatChangedAndIsPreviewedAgain()
    {
        openRoom();
        showBooking();
        openForm(u"10"_s);
        m_house->database.run(u"select fixture.operator('support', 'override_cancel', jsonb_build_object('booking', %1, 'to_customer', 0, 'to_provider', 0), '{\"reason_code\":\"fraud\",\"note\":\"first of two\"}')"_s.arg(m_booking));
        const QString other = m_house->database.value(u"select invocation_id from market.audit_entry where entity_id = %1 order by at desc limit 1"_s.arg(m_booking));
        m_house->database.run(u"select fixture.operator('support', 'undo', jsonb_build_object('invocation', '%1'))"_s.arg(other));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->find("activity.outdated"));
        const auto told = [this] {
            QString all;
            for (const QLabel *label : m_room->find("activity.outdated")->findChildren<QLabel *>())
                all += label->text() + u'\n';
            return all;
        };
        QTRY_VERIFY(told().contains(u"Sana Okafor: Cancel by override (state: Confirmed → Cancelled)"_s));
        QVERIFY(told().contains(u"Sana Okafor: Taken back (state: Cancelled → Confirmed)"_s));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        auto *note = m_room->find<QLineEdit>("activity.reason-note");
        QTest::keyClicks(note, u"typed meanwhile"_s); // nothing goes on, and nothing is lost
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        m_room->press("activity.take-new-state");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QVERIFY(!m_room->find("activity.outdated"));
        QVERIFY(m_room->find("activity.notice"));
        QCOMPARE(note->text(), u"typed meanwhile");
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
    }

    // While another booking loads, nothing of the former one may be acted on.
    void anotherBookingOffersNothingOfTheFormer()
    {
        openRoom();
        showBooking();
        const qint64 other = m_house->book(400);
        m_room->window->area(0)->open(other);
        QVERIFY(!m_room->find("booking.override-cancel"));
        QVERIFY(!m_room->window->actions().find(u"booking.override-cancel"_s)->isEnabled());
        QTRY_COMPARE(m_room->text("booking.reference"), m_house->referenceOf(other));
        QTRY_VERIFY(m_room->find("booking.override-cancel"));
    }

    // Close the details, press the same row: they must open again.
    void theSameRowOpensAgainAfterItWasClosed()
    {
        openRoom();
        const auto press = [&] { QTest::mouseClick(m_room->view->viewport(), Qt::LeftButton, {}, m_room->view->visualRect(m_room->model()->index(0, 0)).center()); };
        press();
        QTRY_VERIFY(m_room->find("booking.reference"));
        m_room->press("booking.close");
        QTRY_VERIFY(!m_room->find("booking.reference"));
        press();
        QTRY_VERIFY(m_room->find("booking.reference"));
    }

    void whatCannotBeDoneSaysWhy()
    {
        openRoom();
        showBooking();
        QVERIFY(!m_room->isEnabled("booking.accept"));
        QVERIFY(Actions::refusal(m_room->window->actions().find(u"booking.accept"_s)).contains(u"requested"));
        m_room->press("booking.why");
        QTRY_VERIFY(m_room->text("booking.why-accept").contains(u"requested"));
    }

    void aReasonIsAskedForBeforeAnythingIsShown()
    {
        openRoom();
        showBooking();
        m_room->press("booking.override-cancel");
        QTRY_VERIFY(m_room->find("activity.confirm"));
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(u"Safety concern"_s)); // needs a note
        emit code->activated(code->currentIndex());
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTest::qWait(100);
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
        QCOMPARE(m_room->window->focusWidget(), m_room->find<QLineEdit>("activity.reason-note"));
    }

    // Somebody else's change is seen by itself: in its row, in the details, and by an open form.
    void whatOthersDoIsSeenWithoutAsking()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.view-4"_s)->trigger();
        showBooking();
        openForm();
        m_house->database.run(u"select fixture.operator('support', 'override_cancel', jsonb_build_object('booking', %1, 'to_customer', 0, 'to_provider', 0), '{\"reason_code\":\"fraud\",\"note\":\"seen by a colleague\"}')"_s.arg(m_booking));
        QTRY_COMPARE_WITH_TIMEOUT(m_room->text("booking.state"), u"Cancelled", 12'000);
        QTRY_VERIFY(m_room->model()->isDimmed(m_booking));
        QTRY_VERIFY(!m_room->isEnabled("activity.confirm"));
    }

    void aDraftSurvivesACrash()
    {
        openRoom();
        showBooking();
        openForm(u"12.34"_s);
        QTest::keyClicks(m_room->find<QLineEdit>("activity.reason-note"), u"the van broke down"_s);
        QTest::qWait(900); // typing rests, and is written
        auto crashed = std::move(m_room); // nothing of it is closed
        openRoom();
        showBooking();
        if (!m_room->find("activity.form"))
            m_room->press("booking.override-cancel");
        QTRY_COMPARE(m_room->find<QLineEdit>("activity.reason-note")->text(), u"the van broke down");
        QCOMPARE(m_room->find<QLineEdit>("activity.to-customer")->text(), u"12.34");
        QCOMPARE(m_room->find<QComboBox>("activity.reason-code")->currentText(), u"Provider cannot come");
        QVERIFY(m_room->find("activity.notice"));
    }

    // The answer to the confirm is lost with its link: the same call is sent again, and has one effect.
    void aLinkLostInTheMiddleOfAConfirmHasOneEffect()
    {
        LossyProxy proxy(socketFile());
        openRoom(proxy.socketFolder());
        showBooking();
        openForm();
        proxy.loseAnswerTo("provider_cannot_come");
        m_room->press("activity.confirm");
        QTRY_COMPARE(proxy.lostCount(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_room->text("activity.result").startsWith(u"Done"), 20'000);
        QCOMPARE(m_house->database.value(u"select count(*) from market.audit_entry where operation = 'override_cancel' and entity_id = %1"_s.arg(m_booking)), u"1");
    }

    void withoutALinkTheLastDataStayAndItHeals()
    {
        auto proxy = std::make_unique<LossyProxy>(socketFile());
        const QString folder = proxy->socketFolder();
        openRoom(folder);
        showBooking();
        proxy->stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_room->find("window.offline"), 10'000);
        QCOMPARE(m_room->text("booking.reference"), m_reference);
        QVERIFY(m_room->model()->rowCount() > 0);
        proxy->resume();
        m_room->press("window.reconnect");
        QTRY_VERIFY_WITH_TIMEOUT(!m_room->find("window.offline"), 20'000);
    }

    void aRowThatLeftTheFilterStaysDimmed()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.view-4"_s)->trigger();
        QTRY_VERIFY(m_room->model()->rowOf(m_booking) >= 0);
        showBooking();
        openForm();
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QTRY_VERIFY(m_room->model()->isDimmed(m_booking));
        QVERIFY(m_room->model()->rowOf(m_booking) >= 0);
    }

    // A row that left says in words why it is still there.
    void aDimmedRowSaysWhy()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.view-4"_s)->trigger();
        QTRY_VERIFY(m_room->model()->phase() == WindowModel::Phase::Ready && m_room->model()->rowOf(m_booking) >= 0);
        m_room->view->scrollTo(m_room->model()->index(m_room->model()->rowOf(m_booking), 0));
        cancelByAnother(m_booking);
        QTRY_VERIFY_WITH_TIMEOUT(m_room->model()->isDimmed(m_booking), 12'000);
        const QModelIndex cell = m_room->model()->index(m_room->model()->rowOf(m_booking), 0);
        QVERIFY2(cell.data(Qt::ToolTipRole).toString().startsWith(u"It is cancelled now"), qPrintable(cell.data(Qt::ToolTipRole).toString()));
        QVERIFY(cell.data(Qt::AccessibleTextRole).toString().contains(u"It is cancelled now"));
        m_room->window->actions().find(u"window.refresh"_s)->trigger();
        QTRY_COMPARE(m_room->model()->rowOf(m_booking), -1);
    }

    // Nothing moves under the operator: new bookings are counted, said aloud, and shown when he wants them.
    void newBookingsAreCountedAndShownOnDemand()
    {
        openRoom();
        QAction *show = m_room->window->actions().find(u"bookings.show-new"_s);
        QVERIFY(!show->isEnabled() && !Actions::refusal(show).isEmpty());
        QVERIFY(!m_room->find("bookings.new"));
        const qint64 top = m_room->model()->keyAt(0);
        const int rows = m_room->model()->rowCount();
        const qint64 first = m_house->book(2000), second = m_house->book(2003);
        QTRY_COMPARE_WITH_TIMEOUT(m_room->text("bookings.new"), u"2 new", 12'000);
        QCOMPARE(m_room->find("bookings.new")->accessibleName(), u"2 new bookings above: show them");
        QCOMPARE(m_room->model()->keyAt(0), top);
        QCOMPARE(m_room->model()->rowCount(), rows);
        QVERIFY(show->isEnabled());
        m_room->press("bookings.new");
        QTRY_COMPARE(m_room->model()->keyAt(0), second);
        QCOMPARE(m_room->model()->keyAt(1), first);
        QVERIFY(!m_room->find("bookings.new"));
        QVERIFY(!show->isEnabled());
        m_house->book(2006);
        QTRY_COMPARE_WITH_TIMEOUT(m_room->text("bookings.new"), u"1 new", 12'000);
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
        m_room->view->setFocus();
        QTest::keyClick(m_room->view, Qt::Key_Home, Qt::ControlModifier);
        QTRY_COMPARE(m_room->model()->rowCount(), rows + 3);
        QVERIFY(!m_room->find("bookings.new"));
    }

    void anEmptyListShowsWhatComesByItself()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.view-2"_s)->trigger(); // those that await an answer: none
        QTRY_COMPARE(m_room->model()->rowCount(), 0);
        const qint64 asked = m_house->book(2100, u"requested"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_room->model()->rowCount() == 1 && m_room->model()->keyAt(0) == asked, 12'000);
        QVERIFY(m_room->view->isVisible());
        QVERIFY(!m_room->find("bookings.new"));
    }

    void aDateIsJumpedTo_data()
    {
        QTest::addColumn<QString>("order");
        QTest::newRow("earliest first") << u"bookings.sort-start-ascending"_s;
        QTest::newRow("latest first") << u"bookings.sort-start"_s;
    }
    void aDateIsJumpedTo()
    {
        QFETCH(QString, order);
        openRoom();
        const auto more = [this](int hours) { return m_house->book(hours); };
        static int hours = 1000;
        const QList<qint64> made { more(hours += 48), more(hours += 48), more(hours += 48) };
        m_room->window->actions().find(order)->trigger();
        m_room->window->actions().find(u"window.refresh"_s)->trigger();
        QTRY_VERIFY(m_room->model()->rowOf(made.at(1)) >= 0);
        m_room->window->actions().find(u"bookings.jump-to-date"_s)->trigger();
        auto *typed = m_room->find<QLineEdit>("jump.date");
        QVERIFY(typed);
        QTest::keyClicks(typed, u"31 Feb"_s);
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(m_room->find("jump.date"));
        QVERIFY2(fieldError(typed).contains(u"31 Feb"), "bad input is refused at the field, in words");
        const QDateTime start = QDateTime::fromString(
            m_house->database.value(u"select to_char(starts_at, 'YYYY-MM-DD\"T\"HH24:MI\"Z\"') from market.booking where id = %1"_s.arg(made.at(1))), Qt::ISODate);
        QVERIFY(start.isValid());
        typed->selectAll();
        QTest::keyClicks(typed, start.addSecs(-3600).toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
        QVERIFY(fieldError(typed).isEmpty());
        QTest::keyClick(typed, Qt::Key_Return);
        QTRY_COMPARE(m_room->view->chosenKey(), made.at(1));
        QTRY_COMPARE(m_room->model()->keyAt(m_room->view->currentIndex().row()), made.at(1));
        QTRY_VERIFY2(m_room->text("bookings.count").startsWith(u"Rows "), qPrintable(m_room->text("bookings.count")));
        QTRY_COMPARE(m_room->model()->rowsAbove()->rows, 0); // its neighbours are read, up to the list's start
    }

    void aDateBehindTheListShowsItsEndAndSaysSo()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.sort-start-ascending"_s)->trigger();
        m_room->window->actions().find(u"bookings.jump-to-date"_s)->trigger();
        auto *typed = m_room->find<QLineEdit>("jump.date");
        QTest::keyClicks(typed, u"1 Jan 2199"_s);
        QTest::keyClick(typed, Qt::Key_Return);
        const QString last = m_house->database.value(u"select id from market.booking order by starts_at desc, id desc limit 1"_s);
        QTRY_COMPARE(m_room->view->chosenKey(), last.toLongLong());
        QTRY_VERIFY(std::ranges::any_of(m_room->window->findChildren<QLabel *>(), [](const QLabel *label) { return label->isVisible() && label->text().startsWith(u"Nothing in this list is on or after 1 January 2199"); }));
    }

    void theFootSaysWhereInTheListTheWindowStands()
    {
        openRoom();
        const auto said = [&] { return m_room->text("bookings.count"); };
        const QString all = m_house->database.value(u"select count(*) from market.booking"_s);
        QTRY_VERIFY2(said().startsWith(u"Rows 1–") && said().endsWith(u" of %1 bookings"_s.arg(all)), qPrintable(said()));
    }

    void tooFewLettersSayHowManyToType_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("two letters") << u"no"_s;
        QTest::newRow("two letters and signs") << u"n-o."_s;
        QTest::newRow("signs alone") << u"----"_s;
    }
    void tooFewLettersSayHowManyToType()
    {
        QFETCH(QString, typed);
        openRoom();
        auto *words = m_room->find<QLineEdit>("bookings.filter-field");
        QTest::keyClicks(words, typed);
        const auto tells = [&] {
            return std::ranges::any_of(m_room->window->findChildren<QLabel *>(), [](const QLabel *label) { return label->isVisible() && label->text() == u"Type at least three letters"; });
        };
        QTRY_VERIFY(tells());
        QTest::qWait(100); // an answer to the filter before must not bring its rows back
        QVERIFY(tells());
        QVERIFY(!m_room->view->isVisible());
        words->selectAll();
        QTest::keyClicks(words, m_reference.mid(3));
        QTRY_COMPARE(m_room->model()->rowCount(), 1);
        QVERIFY(m_room->view->isVisible());
    }

    // While an amount is half typed nothing may be confirmed, by button or key, and no old figure stands as if it were the new.
    void aHalfTypedAmountCannotBeConfirmed()
    {
        openRoom();
        showBooking();
        openForm(u"74.40"_s);
        QTRY_COMPARE(m_room->text("activity.confirm"), u"Cancel booking and refund €74.40");
        auto *field = m_room->find<QLineEdit>("activity.to-customer");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, u"12x"_s);
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        QCOMPARE(m_room->text("activity.confirm"), u"Cancel booking");
        QCOMPARE(m_room->text("activity.to-platform"), u"–");
        QVERIFY(!m_room->window->actions().find(u"booking.confirm"_s)->isEnabled());
        QTest::keyClick(field, Qt::Key_Backspace);
        QVERIFY(!m_room->isEnabled("activity.confirm")); // 12 is an amount; what it would do is not known yet
        QTest::keyClick(m_room->window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
        QCOMPARE(m_room->text("activity.confirm"), u"Cancel booking and refund €12.00");
    }

    // In Arabic everything is mirrored; margins once were not.
    void theStatusLineIsMirroredWithTheWindow()
    {
        openRoom();
        showBooking();
        const auto *line = m_room->find("window.installation")->parentWidget();
        const QWidget *place = m_room->find("window.market"); // told when the booking has come, and laid out after that
        QTRY_VERIFY(!m_room->text("window.market").isEmpty() && place->width() >= place->sizeHint().width());
        const auto edges = [&] { return std::pair(m_room->find("window.installation")->geometry(), m_room->find("window.market")->geometry()); };
        const auto [installation, market] = edges();
        m_room->window->setLayoutDirection(Qt::RightToLeft);
        const auto mirror = [line](const QRect &rect) { return QRect(line->width() - rect.right() - 1, rect.top(), rect.width(), rect.height()); };
        QTRY_COMPARE(edges(), std::pair(mirror(installation), mirror(market)));
    }

    void theSessionIsRestored()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.view-4"_s)->trigger();
        showBooking();
        m_room->window->close();
        m_room.reset();
        openRoom();
        QTRY_COMPARE(m_room->text("booking.reference"), m_reference);
        QCOMPARE(m_room->find<QTabBar>("bookings.views")->currentIndex(), 3);
    }

    /// A console once opened with an error about a booking of a marketplace that had been made anew meanwhile.
    void whatIsGoneIsNotRestored()
    {
        openRoom();
        m_room->window->area(0)->restore(QJsonObject { { u"details"_s, 987'654'321 } });
        QVERIFY(m_room->find("booking.panel"));
        QTRY_VERIFY(!m_room->find("booking.panel"));
    }

private:
    void cancelByAnother(qint64 booking) const
    {
        m_house->database.run(u"select fixture.operator('support', 'override_cancel', jsonb_build_object('booking', %1, 'to_customer', 0, 'to_provider', 0), '{\"reason_code\":\"fraud\",\"note\":\"seen by a colleague\"}')"_s.arg(booking));
    }
    static QString fieldError(const QWidget *control) { return qobject_cast<Field *>(control->parentWidget())->error(); }
    QString socketFile() const { return optionsFor(m_house->database).host + u"/.s.PGSQL.5432"_s; }
};

QTEST_MAIN(BookingsPageTest)
#include "bookings_page_test.moc"
