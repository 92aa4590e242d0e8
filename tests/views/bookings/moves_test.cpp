// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"

#include <QMenu>
#include <QTableView>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// Candidates instead of fields: what a booking may be moved to, and who may have it, in the forms that choose among them.
class MovesTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;

    void openForm(const char *button)
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_VERIFY(m_room->isEnabled(button));
        m_room->press(button);
        QTRY_VERIFY(m_room->find("activity.confirm"));
    }
    void giveReason(const QString &title)
    {
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(title));
        emit code->activated(code->currentIndex());
    }
    /// What says just that and is to be seen.
    template <class W>
    [[nodiscard]] W *shown(const QString &text) const
    {
        for (W *widget : m_room->window->findChildren<W *>()) {
            if (widget->isVisible() && widget->text() == text)
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] QTableView *list(const char *name) const { return m_room->find<QTableView>(name); }
    [[nodiscard]] int rows(const char *name) const { return list(name) != nullptr ? list(name)->model()->rowCount() : -1; }
    [[nodiscard]] static QString cell(const QTableView *table, int row, int column, int role = Qt::DisplayRole)
    {
        return table->model()->index(row, column).data(role).toString();
    }
    [[nodiscard]] QString held(const QString &column) const
    {
        return m_house->database.value(u"select %1 from market.booking where id = %2"_s.arg(column).arg(m_booking));
    }
    /// Somebody else who could deliver it.
    qint64 addProvider(const QString &name, qint64 price) const
    {
        return m_house->database.value(u"select fixture.new_listing(fixture.new_provider(name => '%1'), %2)"_s.arg(name).arg(price)).toLongLong();
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
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
        m_house.reset();
    }

    void aCandidateIsChosenWithKeysAndPreviewed()
    {
        const qint64 dearer = addProvider(u"Havel"_s, 13'000);
        addProvider(u"Spree"_s, 12'400);
        openForm("booking.override-reassign");
        QTRY_COMPARE(rows("activity.candidates"), 2);
        QTableView *table = list("activity.candidates");
        QCOMPARE(cell(table, 0, 0), u"Spree"); // nobody is rated: the nearest price
        QCOMPARE(cell(table, 1, 2, cell::second_line), u"+€6.00");
        QTRY_VERIFY(m_room->window->focusWidget() == table);
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        QTest::keyClick(table, Qt::Key_Home);
        QTest::keyClick(table, Qt::Key_Down);
        QTRY_COMPARE(m_room->text("activity.confirm"), u"Reassign to Havel");
        QVERIFY(m_room->text("activity.price-note").contains(u"€6.00 dearer"_s));
        giveReason(u"Provider cannot come"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QStringList told;
        for (const QLabel *label : m_room->find("activity.effects")->findChildren<QLabel *>())
            told << label->text();
        const qsizetype provider = told.indexOf(u"Provider"_s);
        QVERIFY2(provider >= 0, qPrintable(told.join(u" | "_s)));
        QCOMPARE(told.mid(provider + 1, 2), (QStringList { u"Nordlicht Sanitär"_s, u"Havel"_s }));
        QVERIFY(held(u"listing_id"_s) != QString::number(dearer));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"listing_id"_s), QString::number(dearer));
    }

    void nobodyFreeIsSaid()
    {
        openForm("booking.override-reassign");
        QTRY_VERIFY(shown<QLabel>(u"Nobody is free"_s));
        QVERIFY(!list("activity.candidates"));
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        QCOMPARE(m_room->find("activity.confirm")->toolTip(), u"Nobody is free to deliver it instead.");
        QVERIFY(!m_room->find("activity.price-note")); // nobody new is paid
    }

    void whatCanNotBeHadIsSaidAndAskedAgain()
    {
        addProvider(u"Havel"_s, 12'400);
        m_house->database.run(u"revoke execute on function api.booking_candidates(bigint) from steward_operations"_s);
        openForm("booking.override-reassign");
        QTRY_VERIFY(shown<QAbstractButton>(u"Try again"_s));
        QVERIFY(!list("activity.candidates"));
        m_house->database.run(u"grant execute on function api.booking_candidates(bigint) to steward_operations"_s);
        shown<QAbstractButton>(u"Try again"_s)->click();
        QTRY_COMPARE(rows("activity.candidates"), 1);
    }

    void aFreeTimeIsChosenOrTypedButNotBoth()
    {
        openForm("booking.override-reschedule");
        QTRY_VERIFY(rows("activity.openings") > 10);
        QTableView *table = list("activity.openings");
        auto *typed = m_room->find<QLineEdit>("activity.starts-at");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(2, 0)).center());
        QTRY_VERIFY(m_room->text("activity.confirm").startsWith(u"Move booking to"));
        typed->setFocus();
        QTest::keyClicks(typed, u"2099-13-01"_s);
        QCOMPARE(table->selectionModel()->selectedRows().size(), 0);
        QCOMPARE(m_room->text("activity.confirm"), u"Move booking");
        QTest::keyClick(typed, Qt::Key_Backtab); // coming back chooses nothing
        QCOMPARE(table->selectionModel()->selectedRows().size(), 0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(3, 0)).center());
        QCOMPARE(typed->text(), QString());
        giveReason(u"The customer asked for it"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        const QString before = held(u"starts_at"_s);
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QVERIFY(held(u"starts_at"_s) != before);
    }

    void whatIsTheirsIsDoneForThem()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"support"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_VERIFY(m_room->isEnabled("booking.for-provider"));
        m_room->press("booking.for-provider");
        auto *menu = m_room->window->findChild<QMenu *>(u"booking.for-provider-menu"_s);
        QTRY_VERIFY(menu->isVisible());
        const auto entry = [menu](const QString &text) -> QAction * {
            const QList<QAction *> all = menu->actions();
            const auto found = std::ranges::find(all, text, &QAction::text);
            return found == all.end() ? nullptr : *found;
        };
        QVERIFY(!entry(u"Confirm completion…"_s)); // the customer's
        QVERIFY(!entry(u"Accept…"_s)->isEnabled());
        QVERIFY(entry(u"Accept…"_s)->toolTip().contains(u"this one is confirmed"_s));
        menu->hide();
        entry(u"Cancel…"_s)->trigger();
        QTRY_VERIFY(m_room->find("activity.for"));
        QVERIFY(m_room->text("activity.for").contains(u"the provider"_s));
        QCOMPARE(m_room->text("activity.confirm"), u"Cancel for the provider");
        QVERIFY(!m_room->isEnabled("activity.confirm")); // how they asked must be said
        giveReason(u"They asked on the telephone"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"state"_s), u"cancelled");
        QCOMPARE(m_house->database.value(u"select for_kind || ' ' || reason_code from market.audit_entry where entity = 'booking' and entity_id = %1 and operation = 'cancel'"_s.arg(m_booking)), u"provider by_telephone");
    }

    void onlyWhatCanBeTakenBackIsSaidToBe()
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"finance"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_VERIFY(m_room->isEnabled("booking.override-reprice"));
        m_room->press("booking.override-reprice");
        const QString undoable = u"Undo possible for %1 s afterwards"_s.arg(m_room->visit().session.undoSeconds);
        QTRY_VERIFY(shown<QLabel>(undoable));
        m_room->press("activity.close");
        QTRY_VERIFY(!m_room->find("activity.form"));
        m_room->window->actions().find(u"booking.reveal-customer"_s)->trigger(); // what was seen was seen
        QTRY_VERIFY(shown<QLabel>(u"Cannot be taken back"_s));
        QVERIFY(!shown<QLabel>(undoable));
    }

    void anOpenProposalStandsAmongTheFacts()
    {
        m_house->database.run(u"select fixture.customer(%1, 'propose_reschedule', jsonb_build_object('booking', %2, 'starts_at', fixture.ahead(120)))"_s.arg(m_house->customer).arg(m_booking));
        openForm("booking.override-reschedule");
        QVERIFY(m_room->text("booking.proposal").contains(u"by the customer"_s));
        QCOMPARE(m_house->database.value(u"select count(*) from market.booking where id = %1 and proposed_by = 'customer'"_s.arg(m_booking)), u"1");
    }
};

QTEST_MAIN(MovesTest)
#include "moves_test.moc"
