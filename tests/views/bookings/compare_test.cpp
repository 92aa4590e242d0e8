// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/shell/activity/compared_outcomes.h"

#include <QPushButton>
#include <QTabBar>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// Two or three outcomes side by side, each with its own fields; one of them is done, the others are nothing any more.
class CompareTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;

    void enter()
    {
        m_room.reset();
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_VERIFY_WITH_TIMEOUT(m_room->isEnabled("booking.override-cancel"), 20'000);
        m_room->press("booking.override-cancel");
        QTRY_VERIFY(m_room->find("activity.reason-code"));
        giveReason(u"Provider cannot come"_s);
        type("activity.to-customer", u"74.40"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }
    void giveReason(const QString &title)
    {
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(title));
        emit code->activated(code->currentIndex());
    }
    void type(const char *name, const QString &words)
    {
        auto *field = m_room->find<QLineEdit>(name);
        field->selectAll();
        QTest::keyClicks(field, words);
        QTest::keyClick(field, Qt::Key_Tab);
    }
    /// Another form beside those that are open.
    void compareWith(const QString &title)
    {
        m_room->window->actions().find(u"booking.compare"_s)->trigger();
        QTRY_VERIFY(m_room->find("compare"));
        QPushButton *wanted = nullptr;
        for (QPushButton *button : m_room->find("compare")->findChildren<QPushButton *>()) {
            if (button->text() == title + u'…')
                wanted = button;
        }
        QVERIFY(wanted);
        wanted->click();
    }
    void openSideBySide()
    {
        m_room->press("activity.side-by-side");
        QTRY_VERIFY(m_room->find("comparison"));
    }
    /// The cells of a column, one a line.
    [[nodiscard]] QString column(const QString &letter) const
    {
        QString all;
        const auto labels = m_room->find("comparison")->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible() && label->accessibleName().startsWith(letter + u','))
                all += label->accessibleName() + u'\n';
        }
        return all;
    }

    /// Of a card that has just come up, and may not be laid out yet.
    void click(const char *button) const
    {
        QVERIFY(m_room->isEnabled(button));
        m_room->find<QAbstractButton>(button)->click();
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
    void init()
    {
        static int hours = 48;
        m_booking = m_house->book(hours += 3);
        m_folder = std::make_unique<QTemporaryDir>();
        enter();
    }
    void cleanupTestCase()
    {
        m_room.reset();
        m_house.reset();
    }

    void aLineThatDiffersIsToldFromOneThatDoesNot()
    {
        ShownEffects one, other;
        one.states = { { u"Booking"_s, u"Confirmed"_s, u"Cancelled"_s, Tone::Ok, Tone::Mute } };
        other.fields = { { u"Booking, starts at"_s, u"1"_s, u"2"_s } };
        one.ledger = { { u"Escrow"_s, Money(12400, Currency(u"EUR"_s)), Money(0, Currency(u"EUR"_s)) }, { u"Payable"_s, Money(0, Currency(u"EUR"_s)), Money(4216, Currency(u"EUR"_s)) } };
        other.ledger = { { u"Escrow"_s, Money(12400, Currency(u"EUR"_s)), Money(0, Currency(u"EUR"_s)) }, { u"Payable"_s, Money(0, Currency(u"EUR"_s)), Money(100, Currency(u"EUR"_s)) } };
        const QList<ComparedLine> lines = comparedLines({ one, std::nullopt, other });
        QStringList told;
        for (const ComparedLine &line : lines)
            told << line.what + u": "_s + line.values.join(u" | "_s);
        QCOMPARE(told, (QStringList { u"Booking, state: Cancelled |  | –"_s, u"Escrow: −€124.00 |  | −€124.00"_s, u"Payable: €42.16 |  | €1.00"_s, u"Booking, starts at: – |  | 2"_s }));
        const QList<ComparedLine> known = comparedLines({ one, other });
        QVERIFY(known.at(0).differs());
        QVERIFY(!known.at(1).differs());
        QVERIFY(!lines.at(1).differs()); // from what is not known yet, nothing differs
        QVERIFY(lines.at(2).differs());
    }

    void messagesThatSayOtherwiseUnderOneSubjectDiffer()
    {
        const auto telling = [](const QString &body) {
            ShownEffects effects;
            ShownMessage message;
            message.to = u"Customer"_s;
            message.subject = u"Cancelled"_s;
            message.body = body;
            effects.messages = { message };
            return effects;
        };
        const QString common = u"Dear Chloë,\n"_s;
        const QList<ComparedLine> lines = comparedLines({ telling(common + u"€100.00 come back."_s), telling(common + u"€74.40 come back."_s), ShownEffects(), std::nullopt });
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.at(1).what, u"Customer, text");
        QCOMPARE(lines.at(1).values, (QStringList { u"€100.00 come back."_s, u"€74.40 come back."_s, u"–"_s, QString() })); // what both say is not repeated
        QVERIFY(lines.at(1).differs());
        const QList<ComparedLine> more = comparedLines({ telling(common), telling(common + u"Sorry."_s) });
        QCOMPARE(more.at(1).values, (QStringList { u"–"_s, u"Sorry."_s }));
        QCOMPARE(comparedLines({ telling(common), telling(common), ShownEffects() }).size(), 1);
    }

    void anotherSplitStartsWithTheFormersFields()
    {
        compareWith(u"Cancel by override"_s);
        QTRY_VERIFY(m_room->find("activity.variants"));
        QCOMPARE(m_room->find<QLineEdit>("activity.to-customer")->text(), u"74.40");
        type("activity.to-customer", u"100"_s);
        QTRY_COMPARE(m_room->text("activity.confirm"), u"Cancel booking and refund €100.00");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        openSideBySide();
        QTRY_VERIFY(column(u"A"_s).contains(u"€74.40"_s));
        QVERIFY(column(u"B"_s).contains(u"€100.00"_s));
        QVERIFY(column(u"A"_s).contains(u"state: Cancelled\n"_s)); // both do that, so it does not differ
        click("comparison.choose-a");
        QTRY_VERIFY(!m_room->find("comparison"));
        QCOMPARE(m_room->find<QLineEdit>("activity.to-customer")->text(), u"74.40");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QVERIFY(!m_room->find("activity.variants"));
        QCOMPARE(m_house->database.value(u"select amount from market.gateway_intent where kind = 'refund' and payment_id = (select id from market.payment where booking_id = %1)"_s.arg(m_booking)), u"7440");
    }

    void whoeverComparesWithNothingClosesTheQuestion()
    {
        m_room->window->actions().find(u"booking.compare"_s)->trigger();
        QTRY_VERIFY(m_room->find("compare"));
        QCOMPARE(m_room->text("compare.cancel"), u"Cancel the booking…"); // the operation, not the way out
        click("compare.close");
        QTRY_VERIFY(!m_room->find("compare"));
        QVERIFY(!m_room->find("activity.variants"));
    }

    void threeOutcomesOfDifferentKindsAreComparedAndNoMore()
    {
        compareWith(u"Reprice"_s);
        QTRY_VERIFY(m_room->find("activity.price"));
        compareWith(u"Reassign"_s);
        QTRY_COMPARE(m_room->find<QTabBar>("activity.variants")->count(), 3);
        QVERIFY(!m_room->isEnabled("activity.compare"));
        openSideBySide();
        QVERIFY(m_room->text("comparison.title-b").contains(u"Reprice"_s));
        QVERIFY(!m_room->text("comparison.refusal-b").isEmpty()); // it says what it lacks
        click("comparison.drop-b");
        QTRY_VERIFY(m_room->text("comparison.title-b").contains(u"Reassign"_s));
        click("comparison.drop-b");
        QTRY_VERIFY(!m_room->find("comparison")); // one alone is not compared
        QCOMPARE(m_room->text("activity.title"), u"Cancel by override");
        QVERIFY(m_room->isEnabled("activity.compare"));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
    }

    // What changed is seen once: all that are compared go on from there.
    void aBookingThatChangesUnderThemIsTakenByAll()
    {
        compareWith(u"Cancel by override"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_house->database.run(u"select fixture.operator('operations', 'override_reprice', jsonb_build_object('booking', %1, 'price', 12300, 'bearer', 'platform'), '{\"reason_code\":\"less_work\"}')"_s.arg(m_booking));
        m_room->window->area(0)->refresh();
        QTRY_VERIFY(m_room->find("activity.outdated"));
        openSideBySide();
        QVERIFY(m_room->text("comparison.refusal-a").contains(u"changed"_s));
        QVERIFY(m_room->text("comparison.refusal-b").contains(u"changed"_s));
        click("comparison.close");
        m_room->press("activity.take-new-state");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        openSideBySide();
        QTRY_VERIFY(column(u"A"_s).contains(u"€74.40"_s));
        QTRY_VERIFY(column(u"B"_s).contains(u"€74.40"_s));
        click("comparison.close");
    }

    void closingOneLeavesTheOther()
    {
        compareWith(u"Reprice"_s);
        QTRY_VERIFY(m_room->find("activity.price"));
        m_room->press("activity.close");
        QTRY_COMPARE(m_room->text("activity.title"), u"Cancel by override");
        QCOMPARE(m_room->find<QLineEdit>("activity.to-customer")->text(), u"74.40");
        m_room->press("activity.close");
        QTRY_VERIFY(!m_room->find("activity.form"));
    }
};

QTEST_MAIN(CompareTest)
#include "compare_test.moc"
