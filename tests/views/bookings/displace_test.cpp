// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// A booking is moved to a time that is taken: the form says who holds it and asks what becomes of them.
class DisplaceTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0, m_other = 0;

    void openForm()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_VERIFY(m_room->isEnabled("booking.override-reschedule"));
        m_room->press("booking.override-reschedule");
        QTRY_VERIFY(m_room->find("activity.starts-at"));
    }
    void giveReason()
    {
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(u"The customer asked for it"_s));
        emit code->activated(code->currentIndex());
    }
    void typeStartOf(qint64 booking)
    {
        m_room->find<QLineEdit>("activity.starts-at")->setText(m_house->database.value(
            u"select to_char(starts_at at time zone zone, 'YYYY-MM-DD HH24:MI') from market.booking where id = %1"_s.arg(booking)));
    }
    void choose(const char *name, const QString &words) const
    {
        auto *box = m_room->find<QComboBox>(name);
        const int index = box->findText(words, Qt::MatchStartsWith);
        if (index < 0)
            qFatal("%s offers no %s", name, qPrintable(words));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }
    [[nodiscard]] QString chosen(const char *name) const
    {
        const auto *box = m_room->find<QComboBox>(name);
        return box != nullptr ? box->currentText() : u"(not shown)"_s;
    }
    /// What the button that confirms is filled with: red for what is hard to take back.
    [[nodiscard]] QColor confirmFill() const
    {
        auto *button = m_room->find("activity.confirm");
        return button->grab().toImage().pixelColor(8, button->height() / 2);
    }
    [[nodiscard]] QString startOf(qint64 booking) const
    {
        return m_house->database.value(u"select starts_at from market.booking where id = %1"_s.arg(booking));
    }

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
        m_booking = m_house->book(100);
        m_other = m_house->book(130);
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
        m_house.reset();
    }

    void whoHoldsTheTimeIsSaidAndMakesWay()
    {
        m_house->database.run(u"select fixture.new_listing(fixture.new_provider(name => 'Havel'), 13000)"_s);
        const QString before = startOf(m_booking), wanted = startOf(m_other);
        openForm();
        QVERIFY(!m_room->find("activity.displaced-title"));
        typeStartOf(m_other);
        QTRY_COMPARE(m_room->text("activity.displaced-title"), u"Another booking holds that time. What becomes of it?");
        QVERIFY(m_room->text("activity.displaced-booking-1").startsWith(m_house->referenceOf(m_other)));
        QCOMPARE(chosen("activity.displaced-choice-1"), u"To Havel, €130.00");
        QVERIFY(m_room->text("activity.confirm").endsWith(u", rearrange 1"_s));
        giveReason();
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(confirmFill(), m_theme.colour(Token::AccentFill));
        choose("activity.displaced-choice-1", u"Cancel, €124.00 back"_s);
        QVERIFY(m_room->text("activity.confirm").endsWith(u", cancel 1"_s));
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(confirmFill(), m_theme.colour(Token::DangerFill));
        QCOMPARE(m_house->stateOf(m_other), u"confirmed");
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(m_house->stateOf(m_other), u"cancelled");
        QCOMPARE(startOf(m_booking), wanted);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm")); // to take it back
        m_room->press("activity.confirm");
        QTRY_COMPARE(m_house->stateOf(m_other), u"confirmed");
        QCOMPARE(startOf(m_booking), before);
    }

    void aTimeThatIsFreeAsksNothing()
    {
        openForm();
        typeStartOf(m_other);
        QTRY_VERIFY(m_room->find("activity.displaced-choice-1"));
        m_room->find<QLineEdit>("activity.starts-at")->setText(u"+20d 14:00"_s);
        QTRY_VERIFY(!m_room->find("activity.displaced-choice-1"));
        giveReason();
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QVERIFY(!m_room->text("activity.confirm").contains(u"rearrange"_s));
    }

    void nothingIsCancelledUnlessSomebodySaysSo()
    {
        const qint64 unpaid = m_house->book(150, u"pending_payment"_s);
        openForm();
        typeStartOf(unpaid);
        giveReason();
        QTRY_COMPARE(chosen("activity.displaced-choice-1"), u"Choose what becomes of it");
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        choose("activity.displaced-choice-1", u"Cancel"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }

    void whatCanNotMakeWaySaysWhy()
    {
        const qint64 seat = m_house->database
                                .value(u"select fixture.new_booking(%1, fixture.new_group(%2, 3), fixture.ahead(160))"_s
                                           .arg(m_house->customer)
                                           .arg(m_house->provider))
                                .toLongLong();
        openForm();
        typeStartOf(seat);
        giveReason();
        QTRY_VERIFY(m_room->text("activity.displaced-obstacle-1").contains(u"is a seat of a session"_s));
        QCOMPARE(m_room->text("activity.displaced-title"), u"That time is taken.");
        QVERIFY(!m_room->find("activity.displaced-choice-1"));
        QVERIFY(!m_room->isEnabled("activity.confirm"));
    }

    void aTimeThatWasOnlyProposedIsGivenUp()
    {
        m_house->database.run(u"select fixture.customer(%1, 'propose_reschedule', jsonb_build_object('booking', %2, 'starts_at', "
                              u"(select starts_at + interval '1 day' from market.booking where id = %2)))"_s
                                  .arg(m_house->customer)
                                  .arg(m_other));
        openForm();
        m_room->find<QLineEdit>("activity.starts-at")
            ->setText(m_house->database.value(u"select to_char((starts_at + interval '1 day') at time zone zone, 'YYYY-MM-DD "
                                              u"HH24:MI') from market.booking where id = %1"_s.arg(m_other)));
        QTRY_COMPARE(chosen("activity.displaced-choice-1"), u"Keep its own time; that one was only proposed");
        giveReason();
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }

    void whatCanNotBeKnownIsSaidAndAskedAgain()
    {
        m_house->database.run(u"revoke execute on function api.booking_holders(bigint, timestamptz) from steward_operations"_s);
        openForm();
        typeStartOf(m_other);
        giveReason();
        QTRY_COMPARE(m_room->text("activity.displaced-title"), u"It is not known whether that time is free.");
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        m_house->database.run(u"grant execute on function api.booking_holders(bigint, timestamptz) to steward_operations"_s);
        for (auto *button : m_room->find("activity.displaced-states")->findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                button->click();
        }
        QTRY_VERIFY(m_room->find("activity.displaced-choice-1"));
    }

    void aDraftComesBack()
    {
        openForm();
        typeStartOf(m_other);
        QTRY_VERIFY(m_room->find("activity.displaced-choice-1"));
        choose("activity.displaced-choice-1", u"Cancel"_s);
        const QString whose = u"draft/test/"_s + m_house->database.login(u"operations"_s);
        const auto drafted = [&] {
            return m_room->workspace()
                .value(whose, u"override_reschedule/"_s + m_house->referenceOf(m_booking))
                .value("arguments"_L1)["displace"_L1];
        };
        QTRY_COMPARE(drafted()[0]["choice"_L1].toString(), u"cancel");
        m_room->press("activity.close");
        QTRY_VERIFY(!m_room->find("activity.form"));
        m_room->press("booking.override-reschedule");
        QTRY_COMPARE(chosen("activity.displaced-choice-1"), u"Cancel, €124.00 back");
    }
};

QTEST_MAIN(DisplaceTest)
#include "displace_test.moc"
