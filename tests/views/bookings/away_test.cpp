// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"

#include <QMenu>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// A provider is away: the form that proposes what becomes of each booking, and what it says afterwards.
class AwayTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_first = 0, m_second = 0;

    void enter(const QString &who)
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(who));
        m_room->window->area(0)->open(m_first);
        QTRY_VERIFY(m_room->find("booking.reference"));
    }
    void openForm()
    {
        enter(u"operations"_s);
        QTRY_VERIFY(m_room->isEnabled("booking.for-provider"));
        m_room->press("booking.for-provider");
        auto *menu = m_room->window->findChild<QMenu *>(u"booking.for-provider-menu"_s);
        QTRY_VERIFY(menu->isVisible());
        QAction *away = menu->actions().last();
        QCOMPARE(away->text(), u"Provider is away…");
        menu->close();
        away->trigger();
        QTRY_VERIFY(m_room->find("activity.away-choice-1"));
    }
    void giveReason()
    {
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(u"Provider is ill"_s));
        emit code->activated(code->currentIndex());
    }
    void choose(const char *name, const QString &words) const
    {
        auto *box = m_room->find<QComboBox>(name);
        for (int index = 0; index < box->count(); ++index) {
            if (!box->itemText(index).startsWith(words))
                continue;
            box->setCurrentIndex(index);
            emit box->activated(index);
            return;
        }
        qFatal("%s offers no %s", name, qPrintable(words));
    }
    [[nodiscard]] QString chosen(const char *name) const
    {
        const auto *box = m_room->find<QComboBox>(name);
        return box != nullptr ? box->currentText() : u"(not shown)"_s;
    }
    /// Up to the day of both bookings.
    void typeDays() const { m_room->find<QLineEdit>("activity.last-day")->setText(dayOf(m_second)); }
    [[nodiscard]] QString dayOf(qint64 booking) const
    {
        return m_house->database.value(
            u"select (starts_at at time zone zone)::date from market.booking where id = %1"_s.arg(booking));
    }
    /// What the button that confirms is filled with: red for what is hard to take back.
    [[nodiscard]] QColor confirmFill() const
    {
        auto *button = m_room->find("activity.confirm");
        return button->grab().toImage().pixelColor(8, button->height() / 2);
    }
    [[nodiscard]] QString away() const
    {
        return m_house->database.value(u"select count(*) from market.absence where free_from is null"_s);
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
        m_first = m_house->book(100);
        m_second = m_house->book(130);
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
        m_house.reset();
    }

    void eachBookingIsProposedSomethingAndDoneOrLeft()
    {
        m_house->database.run(u"select fixture.new_listing(fixture.new_provider(name => 'Havel'), 13000)"_s);
        openForm();
        QVERIFY(!m_room->find("activity.away-choice-2")); // of the booking's own day only
        QTRY_COMPARE(m_room->text("activity.away-totals"), u"Of 1 booking: 1 to somebody else.");
        typeDays();
        QTRY_VERIFY(m_room->find("activity.away-choice-2"));
        QCOMPARE(chosen("activity.away-choice-1"), u"To Havel, €130.00");
        choose("activity.all-bookings", u"Cancelled"_s);
        QCOMPARE(chosen("activity.away-choice-1"), u"Cancel, €124.00 back");
        QCOMPARE(m_room->text("activity.confirm"), u"Mark as away, cancel 2");
        choose("activity.away-choice-1", u"Move to"_s);
        QCOMPARE(m_room->text("activity.confirm"), u"Mark as away, cancel 1, rearrange 1");
        choose("activity.away-choice-2", u"Leave"_s);
        QCOMPARE(m_room->text("activity.away-totals"), u"Of 2 bookings: 1 moved, 1 left.");
        QCOMPARE(m_room->text("activity.confirm"), u"Mark as away, rearrange 1");
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        giveReason();
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(confirmFill(), m_theme.colour(Token::AccentFill)); // nothing is cancelled
        choose("activity.away-choice-2", u"Cancel"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(confirmFill(), m_theme.colour(Token::DangerFill));
        choose("activity.away-choice-2", u"Leave"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QTRY_COMPARE(m_room->text("activity.row-1"), u"Moved");
        QCOMPARE(m_room->text("activity.row-2"), u"Stays");
        QCOMPARE(away(), u"0");
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done: Provider is away"));
        QCOMPARE(away(), u"1");
        QVERIFY(dayOf(m_first) > dayOf(m_second));
        QTRY_VERIFY(m_room->isEnabled("activity.confirm")); // to take it back
        m_room->press("activity.confirm");
        QTRY_COMPARE(away(), u"0");
        QVERIFY(dayOf(m_first) < dayOf(m_second));
    }

    void whatIsRefusedSaysWhy()
    {
        openForm();
        choose("activity.away-choice-1", u"Move to"_s);
        giveReason();
        QTRY_COMPARE(m_room->text("activity.row-1"), u"Moved");
        // Somebody takes that time meanwhile.
        m_house->database.run(
            u"update market.booking_slot set during = tstzrange(during.starts, during.starts + interval '1 hour') "
            "from (select ((starts_at at time zone 'Europe/Berlin')::date + 1)::timestamp at time zone 'Europe/Berlin' "
            "as starts from market.booking where id = %1) during "
            "where booking_id = %2"_s.arg(m_first)
                .arg(m_second));
        m_room->press("activity.confirm");
        QTRY_COMPARE(m_room->text("activity.row-1"), u"Not done");
        QCOMPARE(m_room->text("activity.row-why-1"), u"Somebody else has booked that time.");
        QCOMPARE(away(), u"0");
    }

    void daysThatAreNoneAreSaid()
    {
        openForm();
        auto *last = m_room->find<QLineEdit>("activity.last-day");
        last->setText(u"31 February"_s);
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        QTRY_VERIFY(m_room->find("activity.form")->findChild<QWidget *>(u"activity.last-day"_s));
        last->setText(u"today"_s); // before the first
        giveReason();
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        last->setText(dayOf(m_first));
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }

    void aDraftComesBack()
    {
        openForm();
        typeDays();
        QTRY_VERIFY(m_room->find("activity.away-choice-2"));
        choose("activity.away-choice-2", u"Leave"_s);
        choose("activity.away-choice-1", u"Cancel"_s);
        const QString whose = u"draft/test/"_s + m_house->database.login(u"operations"_s);
        const auto drafted = [&] {
            return m_room->workspace()
                .value(whose, u"provider_away/Nordlicht Sanitär"_s)
                .value("arguments"_L1)["plan"_L1];
        };
        QTRY_COMPARE(drafted()[0]["choice"_L1].toString(), u"cancel");
        m_room->press("activity.close");
        QTRY_VERIFY(!m_room->find("activity.form"));
        m_room->window->findChild<QMenu *>(u"booking.for-provider-menu"_s)->actions().last()->trigger();
        QTRY_VERIFY(m_room->find("activity.away-choice-2"));
        QCOMPARE(chosen("activity.away-choice-1"), u"Cancel, €124.00 back");
        QCOMPARE(chosen("activity.away-choice-2"), u"Leave as it is");
    }

    void whoIsBackIsMarkedAsBack()
    {
        m_house->database.run(u"select fixture.operator('operations', 'provider_away', jsonb_build_object('provider', "
                              u"fixture.provider_id(%1), 'first_day', '%2', 'last_day', '%2'), "
                              "'{\"reason_code\": \"sick\"}')"_s.arg(m_house->provider)
                                  .arg(dayOf(m_first)));
        enter(u"operations"_s);
        QTRY_VERIFY(m_room->text("booking.provider-about").contains(u"away"_s));
        QAction *back = m_room->window->findChild<QMenu *>(u"booking.for-provider-menu"_s)->actions().last();
        QCOMPARE(back->text(), u"Provider is back…");
        back->trigger();
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_COMPARE(away(), u"0");
        QTRY_COMPARE(m_room->text("booking.provider-about"), u"Provider");
    }

    void supportIsNotOfferedIt()
    {
        enter(u"support"_s);
        QTRY_VERIFY(m_room->isEnabled("booking.for-provider"));
        for (const QAction *action : m_room->window->findChild<QMenu *>(u"booking.for-provider-menu"_s)->actions())
            QVERIFY(action->text() != u"Provider is away…");
    }
};

QTEST_MAIN(AwayTest)
#include "away_test.moc"
