// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/bookings/details/party_card.h"

#include <QScrollArea>
#include <QScrollBar>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// The details of a booking as they are read: in a small window, one after another, and when they cannot be had.
class DetailsTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0, m_other = 0;

    void enter(const QString &who = u"operations"_s)
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(who));
        QTRY_VERIFY(m_room->model()->rowCount() > 0);
    }
    void open(qint64 booking)
    {
        m_room->window->area(0)->open(booking);
        QTRY_COMPARE(m_room->text("booking.reference"), m_house->referenceOf(booking));
        QTRY_VERIFY(m_room->find("booking.why"));
    }
    /// Nothing covers or cuts any of it.
    [[nodiscard]] bool isWhole(const char *name) const
    {
        const auto *widget = m_room->find(name);
        return widget != nullptr && widget->visibleRegion().boundingRect() == widget->rect();
    }
    void may(bool read) const
    {
        m_house->database.run(read ? u"grant select on api.booking to steward_operations"_s : u"revoke select on api.booking from steward_operations"_s);
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->backend.reset(); // an operator has six connections at most
        m_booking = m_house->book(100);
        m_other = m_house->book(130);
    }
    void cleanupTestCase() { m_house.reset(); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
    }

    // The reasons once pushed the buttons out of a small window, and the link that hides them again.
    void theReasonsLeaveRoomForTheButtons()
    {
        enter();
        m_room->window->resize(1024, 700);
        open(m_booking);
        m_room->press("booking.why");
        QTRY_VERIFY(m_room->find("booking.reasons"));
        QTRY_VERIFY(isWhole("booking.why"));
        QVERIFY(isWhole("booking.override-cancel"));
        auto *lines = m_room->find<QScrollArea>("booking.reasons");
        QVERIFY(lines->height() >= 60);
        for (const QLabel *line : lines->widget()->findChildren<QLabel *>())
            QVERIFY2(line->height() >= line->heightForWidth(line->width()), qPrintable(line->text()));
        m_room->press("booking.why");
        QTRY_VERIFY(!m_room->find("booking.reasons"));
    }

    void anotherBookingIsReadFromItsTop()
    {
        enter();
        m_room->window->resize(1024, 700);
        open(m_booking);
        const auto *scroll = qobject_cast<QScrollArea *>(m_room->find("booking.timeline")->parentWidget()->parentWidget()->parentWidget());
        QVERIFY(scroll);
        QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 40);
        scroll->verticalScrollBar()->setValue(40);
        m_room->window->area(0)->refresh();
        QTest::qWait(300);
        QCOMPARE(scroll->verticalScrollBar()->value(), 40); // the same one stays where it is read
        open(m_other);
        QTRY_COMPARE(scroll->verticalScrollBar()->value(), 0);
    }

    void whatCannotBeReadIsTriedAgainOrClosed()
    {
        enter();
        open(m_booking);
        may(false);
        m_room->window->area(0)->open(m_other);
        QTRY_VERIFY(m_room->find("booking.way-out"));
        QCOMPARE(m_room->text("booking.way-out"), u"Try again");
        QVERIFY(isWhole("booking.close"));
        may(true);
        m_room->press("booking.way-out");
        QTRY_VERIFY(m_room->find("booking.override-cancel"));
        QCOMPARE(m_room->text("booking.reference"), m_house->referenceOf(m_other));
    }

    // In the last second of it the console once called itself until its stack ended.
    void anUndoThatRunsOutGoesAway()
    {
        m_house->database.run(u"update market.installation set undo_window = 'PT6S'"_s);
        const qint64 booking = m_house->book(160);
        enter();
        open(booking);
        m_house->database.run(u"select fixture.operator('operations', 'cancel', '{\"booking\": %1}')"_s.arg(booking));
        m_room->window->area(0)->refresh();
        QTRY_VERIFY(m_room->find("booking.undo"));
        QVERIFY(m_room->find("booking.undo")->accessibleName().startsWith(u"Can be taken back for "_s));
        QTRY_VERIFY_WITH_TIMEOUT(!m_room->find("booking.undo"), 12'000);
        m_room->window->area(0)->refresh(); // read anew in its last second, or after it
        QTest::qWait(1'500);
        QVERIFY(!m_room->find("booking.undo"));
        m_house->database.run(u"update market.installation set undo_window = 'PT60S'"_s);
    }

    // Buttons that come with a booking were reached last of all in the window, and in the order in which they were made.
    void tabGoesThroughTheDetailsAsTheyAreRead()
    {
        enter();
        open(m_booking);
        m_room->window->area(0)->open(m_other); // some of its buttons were there before, in another order
        QTRY_COMPARE(m_room->text("booking.reference"), m_house->referenceOf(m_other));
        QTRY_VERIFY(m_room->find("booking.override-cancel"));
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
        const QWidget *panel = m_room->find("booking.panel");
        const QWidget *actions = m_room->find("booking.actions");
        m_room->find("booking.tabs")->setFocus(Qt::TabFocusReason);
        QStringList wayward;
        QPoint before(-1, -1);
        int buttons = 0;
        for (int steps = 0; steps < 60; ++steps) {
            QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Tab);
            const QWidget *focus = m_room->window->focusWidget();
            if (!panel->isAncestorOf(focus))
                break;
            if (!actions->isAncestorOf(focus))
                continue;
            const QPoint at = focus->mapTo(panel, QPoint(0, 0));
            if (at.y() < before.y() || (at.y() == before.y() && at.x() < before.x()))
                wayward << focus->objectName();
            before = at;
            ++buttons;
        }
        QVERIFY2(wayward.isEmpty(), qPrintable(wayward.join(u", "_s)));
        QVERIFY(buttons > 5);
    }

    // Tried again is what was asked for, not what had been open before.
    void aReferenceThatCannotBeReadIsTriedAgain()
    {
        enter();
        open(m_booking);
        may(false);
        QVERIFY(m_room->window->openReference(m_house->referenceOf(m_other)));
        QTRY_VERIFY(m_room->find("booking.way-out"));
        QCOMPARE(m_room->text("booking.reference"), u"Booking");
        QVERIFY(!m_room->find("booking.state"));
        may(true);
        m_room->press("booking.way-out");
        QTRY_COMPARE(m_room->text("booking.reference"), m_house->referenceOf(m_other));
        QVERIFY(m_room->find("booking.state"));
    }

    // Beside a button, or in one line, a number was cut that is there to be compared.
    void anAccountIsToBeReadWhole()
    {
        PartyCard card(m_theme);
        card.setNames(u"party"_s);
        card.setParty(u"Singh Cleaning"_s, u"Provider"_s, u"c•••@uk.example.com"_s, u"+44•••"_s);
        card.setRevealable(true);
        card.offerCalendar();
        card.setAccount(u"Paid to GB49 NWBK 6016 1346 6544 54"_s);
        card.resize(260, card.heightForWidth(260));
        card.show();
        const auto *account = card.findChild<QLabel *>(u"party-account"_s);
        const auto *reveal = card.findChild<QWidget *>(u"party-reveal"_s);
        QVERIFY(account->geometry().right() > reveal->geometry().left());
        QVERIFY(account->width() < account->fontMetrics().horizontalAdvance(account->text())); // in two lines
        QVERIFY(account->height() >= 2 * account->fontMetrics().height());
    }

    void theStatusLineNamesTheMarketOfWhatIsToBeSeen()
    {
        enter();
        open(m_booking);
        QTRY_VERIFY(m_room->text("window.market").endsWith(u"EUR"));
        m_room->window->actions().find(u"window.go-overview"_s)->trigger();
        QTRY_COMPARE(m_room->text("window.market"), QString());
        m_room->window->actions().find(u"window.go-bookings"_s)->trigger();
        QTRY_VERIFY(m_room->text("window.market").endsWith(u"EUR"));
        m_room->press("booking.close");
        QTRY_COMPARE(m_room->text("window.market"), QString());
    }
};

QTEST_MAIN(DetailsTest)
#include "details_test.moc"
