// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"

#include <QTimeZone>

#include <QListView>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// A booking as it was, in the panel that shows it as it is.
class PastTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;

    void enter()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_COMPARE(m_room->text("booking.state"), u"Confirmed");
    }
    [[nodiscard]] QListView *timeline() const { return m_room->find<QListView>("booking.timeline"); }
    void key(Qt::Key key) const { QTest::keyClick(m_room->window->focusWidget(), key); }

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
        m_booking = m_house->book(100, u"requested"_s);
        m_house->database.run(u"select fixture.operator('operations', 'accept', '{\"booking\": %1}')"_s.arg(m_booking));
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
        m_house.reset();
    }

    void keysStepThroughItsEventsAndBack()
    {
        enter();
        QVERIFY(!m_room->find("booking.past"));
        key(Qt::Key_BracketLeft);
        QTRY_COMPARE(m_room->text("booking.state"), u"Requested");
        QVERIFY(m_room->find("booking.past")->accessibleName().startsWith(u"As of "));
        QTRY_VERIFY(m_room->text("booking.price").contains(u"Now: €124.00, captured"_s));
        QVERIFY(!m_room->text("booking.start").contains(u"Now"_s));
        QVERIFY(!m_room->isEnabled("booking.override-cancel"));
        QVERIFY(m_room->find("booking.override-cancel")->toolTip().contains(u"go back to now"_s));
        key(Qt::Key_O); // nor by its key
        key(Qt::Key_BracketRight);
        QTRY_COMPARE(m_room->text("booking.state"), u"Confirmed");
        QTRY_VERIFY(!m_room->find("booking.past"));
        QVERIFY(!m_room->find("activity.form"));
        QVERIFY(!m_room->text("booking.price").contains(u"Now"_s));
        QVERIFY(m_room->isEnabled("booking.override-cancel"));
    }

    void escapeLeavesThePastBeforeTheBooking()
    {
        enter();
        key(Qt::Key_BracketLeft);
        QTRY_VERIFY(m_room->find("booking.past"));
        key(Qt::Key_Escape);
        QTRY_VERIFY(!m_room->find("booking.past"));
        QVERIFY(m_room->find("booking.panel"));
        key(Qt::Key_Escape);
        QTRY_VERIFY(!m_room->find("booking.panel"));
    }

    void anEntryOfTheTimelineLeadsToItsMoment()
    {
        enter();
        QListView *list = timeline();
        const int rows = list->model()->rowCount();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_End);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(m_room->find("booking.past"));
        QVERIFY(m_room->text("booking.state") != u"Confirmed");
        QCOMPARE(list->model()->rowCount(), rows); // what came later stays to be chosen
        QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().endsWith(u"not yet then"_s));
        QVERIFY(!list->model()->index(rows - 1, 0).data(Qt::AccessibleTextRole).toString().endsWith(u"not yet then"_s));
        QCOMPARE(list->currentIndex().row(), rows - 1);
    }

    void aMomentIsTypedAndRefusedAtTheField()
    {
        enter();
        key(Qt::Key_T);
        auto *typed = m_room->find<QLineEdit>("as-of.date");
        QVERIFY(typed);
        typed->setText(u"+7d"_s);
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(m_room->find("as-of"));
        typed->setText(u"2001-01-01"_s);
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(m_room->find("as-of"));
        QVERIFY(!m_room->find("booking.past"));
    }

    // The record's times are its market's: one that is typed is, too.
    void aMomentIsOneOfTheMarketsZone()
    {
        enter();
        key(Qt::Key_T);
        auto *typed = m_room->find<QLineEdit>("as-of.date");
        QCOMPARE(typed->accessibleName(), u"Date, in Europe/Berlin");
        typed->setText(QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Europe/Berlin")).addDays(-1).toString(u"d MMMM HH:mm"_s));
        QTest::keyClick(typed, Qt::Key_Return); // before it was made: it says since when, and in which zone
        const auto says = [this](const QString &words) {
            return std::ranges::any_of(m_room->find("as-of")->findChildren<QLabel *>(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        QVERIFY(says(u"It was made only"_s));
        typed->setText(QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Europe/Berlin")).toString(u"yyyy-MM-dd HH:mm"_s));
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(!m_room->find("as-of") || !says(u"still to come"_s)); // as it would be in UTC
    }

    void whatHappensMeanwhileIsKnownInThePast()
    {
        enter();
        key(Qt::Key_BracketLeft);
        QTRY_COMPARE(m_room->text("booking.state"), u"Requested");
        m_house->database.run(u"select fixture.operator('operations', 'cancel', '{\"booking\": %1}')"_s.arg(m_booking));
        m_room->window->area(0)->refresh();
        const auto *banner = m_room->find("booking.past");
        const auto says = [banner](const QString &words) {
            return std::ranges::any_of(banner->findChildren<QLabel *>(), [&](const QLabel *label) { return label->text().contains(words); });
        };
        QTRY_VERIFY(says(u"Requested then, Cancelled now"_s));
        QCOMPARE(m_room->text("booking.state"), u"Requested");
        key(Qt::Key_N);
        QTRY_COMPARE(m_room->text("booking.state"), u"Cancelled");
    }
};

QTEST_MAIN(PastTest)
#include "past_test.moc"
