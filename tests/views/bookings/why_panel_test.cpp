// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/bookings/details/why_words.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// "Why?" on a state, a figure and what cannot be done: answered from events, rules, clocks and ledger lines.
class WhyPanelTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;

    /// Asks about a widget as somebody does whose focus is on it.
    void ask(const char *name)
    {
        auto *widget = m_room->find(name);
        QVERIFY(widget);
        widget->setFocusPolicy(Qt::StrongFocus);
        widget->setFocus();
        m_room->window->actions().find(u"booking.why"_s)->trigger();
        QTRY_VERIFY(m_room->find("why"));
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
    static BookingReason rule(const QString &due)
    {
        BookingReason reason;
        reason.kind = u"clock"_s;
        reason.title = u"Lapse"_s;
        reason.at = QDateTime(QDate(2026, 5, 12), QTime(14, 0), Qt::UTC);
        reason.facts = QJsonObject { { u"to"_s, u"expired"_s }, { u"due"_s, due } };
        return reason;
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish(9901);
        m_house->backend.reset(); // an operator has six connections at most
        m_booking = m_house->book(100, u"requested"_s);
        m_house->database.run(u"select fixture.operator('operations', 'accept', '{\"booking\": %1}')"_s.arg(m_booking));
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void init()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_COMPARE(m_room->text("booking.state"), u"Confirmed");
    }
    void cleanup() { m_room.reset(); }
    void cleanupTestCase()
    {
        m_folder.reset();
        m_house.reset();
    }

    void aStateHasItsEventItsRuleAndItsClock()
    {
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_W);
        QTRY_COMPARE(m_room->text("why.title"), u"Why is it Confirmed?");
        const QString all = said();
        QVERIFY2(all.contains(u"Accept, by "_s) && all.contains(u"Mara Lindt"_s) && all.contains(u"from Requested to Confirmed"_s), qPrintable(all));
        QVERIFY2(all.contains(u"by the provider or operations"_s), qPrintable(all));
        QVERIFY2(all.contains(u"Clock: Start"_s) && all.contains(u"then In progress"_s) && all.contains(u"the start"_s), qPrintable(all));
        QVERIFY2(all.contains(u"Terms: version 1 of "_s) && all.contains(u"It is in force now, too."_s), qPrintable(all));
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!m_room->find("why"));
        QVERIFY(m_room->find("booking.panel"));
    }

    // The mouse points at a fact; keys go to it.
    void aFactIsReachedAndAskedAboutWithKeys()
    {
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
        m_room->find("booking.tabs")->setFocus(Qt::TabFocusReason);
        const QWidget *price = m_room->find("booking.price");
        for (int steps = 0; steps < 12 && m_room->window->focusWidget() != price; ++steps)
            QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_room->window->focusWidget(), price);
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_W);
        QTRY_COMPARE(m_room->text("why.title"), u"How is the price divided?");
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(m_room->window->focusWidget(), price);
    }

    void aPriceIsDividedToTheCent()
    {
        ask("booking.price");
        QTRY_COMPARE(m_room->text("why.title"), u"How is the price divided?");
        QVERIFY2(said().contains(u"€84.16"_s) && said().contains(u"€12.48"_s) && said().contains(u"€2.37"_s) && said().contains(u"sum to €99.01"_s), qPrintable(said()));
        QVERIFY2(said().contains(u"before rounding 12.480252"_s), qPrintable(said()));
    }

    void anAmountIsTheSumOfItsLines()
    {
        m_room->window->actions().find(u"booking.show-money"_s)->trigger();
        ask("booking-money.captured");
        QTRY_COMPARE(m_room->text("why.title"), u"Why is that captured?");
        QVERIFY2(said().contains(u"sum to €99.01"_s) && said().contains(u"Captured into escrow"_s), qPrintable(said()));
    }

    void thePolicySaysWhichTierHolds()
    {
        ask("booking.policy");
        QTRY_COMPARE(m_room->text("why.title"), u"What does the policy give back?");
        QVERIFY2(said().contains(u"100 % back (this holds now)"_s) && !said().contains(u"50 % back (this holds now)"_s), qPrintable(said()));
    }

    void whatCanNotBeDoneSaysItsRule()
    {
        const auto booking = answerTo(m_room->visit().bookings.byId(BookingId(m_booking)));
        const auto reasons = answerTo(m_room->visit().bookings.why(BookingId(m_booking), u"override_complete"_s));
        QVERIFY(booking && reasons);
        const WhyAnswer answer = whyAnswer(*booking, u"override_complete"_s, *reasons);
        QCOMPARE(answer.title, u"Is “Complete by override” possible?");
        QVERIFY2(answer.summary.startsWith(u"Not now. Possible from "_s), qPrintable(answer.summary));
        QCOMPARE(answer.lines.size(), 3); // from each state in which it is possible at times
        QVERIFY(answer.lines.first().holds && !answer.lines.last().holds);
        QVERIFY2(answer.lines.first().detail.startsWith(u"possible from: the start ("_s), qPrintable(answer.lines.first().detail));
    }

    void clocksAreToldInWords_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("said");
        QTest::newRow("a point") << u"starts_at"_s << u"the start"_s;
        QTest::newRow("after a point") << u"entered + P3D"_s << u"3 d after its entry into this state"_s;
        QTest::newRow("the earliest of several") << u"min(entered + P3D, starts_at - PT1H)"_s << u"the earliest of: 3 d after its entry into this state; 1 h before the start"_s;
        QTest::newRow("a period that is not read") << u"entered + P1M"_s << u"entered + P1M"_s;
        QTest::newRow("no expression") << u"whenever it likes"_s << u"whenever it likes"_s;
    }
    void clocksAreToldInWords()
    {
        QFETCH(QString, expression);
        QFETCH(QString, said);
        Booking booking;
        booking.row.zone = u"UTC"_s;
        const WhyAnswer answer = whyAnswer(booking, u"state"_s, { rule(expression) });
        QCOMPARE(answer.lines.first().detail, said);
    }
};

QTEST_MAIN(WhyPanelTest)
#include "why_panel_test.moc"
