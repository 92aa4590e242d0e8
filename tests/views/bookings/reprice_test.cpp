// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"

#include <QTableView>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// Another price, and who bears the difference: in the form that is about it, and in the one that chooses another provider.
class RepriceTest : public QObject
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
    [[nodiscard]] QStringList bearers() const
    {
        QStringList offered;
        const auto *combo = m_room->find<QComboBox>("activity.bearer");
        for (int at = 0; combo != nullptr && at < combo->count(); ++at)
            offered << combo->itemData(at).toString();
        return offered;
    }
    void choose(const QString &bearer)
    {
        auto *combo = m_room->find<QComboBox>("activity.bearer");
        combo->setCurrentIndex(combo->findData(bearer));
    }
    /// Of whom there is one.
    void chooseTheCandidate()
    {
        QTRY_VERIFY(m_room->find<QTableView>("activity.candidates"));
        auto *table = m_room->find<QTableView>("activity.candidates");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QVERIFY(!m_room->find("activity.bearer")); // there is no difference yet that somebody could bear
        QTRY_VERIFY(m_room->window->focusWidget() == table);
        QTest::keyClick(table, Qt::Key_Home);
    }
    void type(const QString &price)
    {
        auto *typed = m_room->find<QLineEdit>("activity.price");
        typed->clear();
        QTest::keyClicks(typed, price);
    }
    [[nodiscard]] QString held(const QString &column) const
    {
        return m_house->database.value(u"select %1 from market.booking where id = %2"_s.arg(column).arg(m_booking));
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

    void whoCanBearItHangsOnThePrice()
    {
        openForm("booking.override-reprice");
        QTRY_VERIFY(m_room->window->focusWidget() == m_room->find("activity.price"));
        QVERIFY(!m_room->isEnabled("activity.bearer"));
        type(u"130"_s);
        QCOMPARE(bearers(), QStringList({ QString(), u"customer"_s, u"platform"_s }));
        QCOMPARE(m_room->text("activity.confirm"), u"Reprice booking"); // nobody bears it by default
        choose(u"customer"_s);
        QCOMPARE(m_room->text("activity.confirm"), u"Charge €6.00 further");
        type(u"100"_s);
        QCOMPARE(bearers(), QStringList({ QString(), u"provider"_s, u"platform"_s }));
        QCOMPARE(m_room->text("activity.confirm"), u"Reprice booking"); // who bore the dearer one is not who bears the cheaper one
        for (const QString &wrong : { u"124"_s, u"0"_s, u"12x"_s }) {
            type(wrong);
            QVERIFY2(!m_room->isEnabled("activity.bearer"), qPrintable(wrong));
            QVERIFY2(!m_room->isEnabled("activity.confirm"), qPrintable(wrong));
        }
    }

    void aLowerPriceIsPreviewedAndTaken()
    {
        openForm("booking.override-reprice");
        type(u"100"_s);
        choose(u"platform"_s);
        giveReason(u"It was less work than was booked"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QCOMPARE(m_room->text("activity.confirm"), u"Lower the price to €100.00");
        QCOMPARE(held(u"price"_s), u"12400");
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"price || ' ' || platform_bears"_s), u"10000 2400");
        QTRY_COMPARE(m_room->text("booking.platform-bears"), u"€24.00 by the platform");
    }

    void whatIsChargedFurtherIsWaitedFor()
    {
        openForm("booking.override-reprice");
        type(u"130"_s);
        choose(u"customer"_s);
        giveReason(u"It was more work than was booked"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QTRY_COMPARE(m_room->text("booking.further-charge"), u"€6.00 more to be charged");
        QCOMPARE(held(u"price"_s), u"12400");
    }

    void thePlatformPaysADearerProviderMore()
    {
        m_house->database.run(u"select fixture.new_listing(fixture.new_provider(name => 'Havel'), 13000)"_s);
        openForm("booking.override-reassign");
        chooseTheCandidate();
        QTRY_COMPARE(bearers(), QStringList({ u"provider"_s, u"platform"_s }));
        choose(u"platform"_s);
        QCOMPARE(m_room->text("activity.price-note"), u"The customer keeps paying €124.00, the platform adds €6.00, and of both Havel is paid.");
        giveReason(u"Provider cannot come"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"price || ' ' || platform_bears"_s), u"12400 600");
    }

    void aCheaperProviderMayBeTheCustomersGain()
    {
        m_house->database.run(u"select fixture.new_listing(fixture.new_provider(name => 'Havel'), 12000)"_s);
        openForm("booking.override-reassign");
        chooseTheCandidate();
        QTRY_COMPARE(bearers(), QStringList({ u"provider"_s, u"customer"_s }));
        choose(u"customer"_s);
        QCOMPARE(m_room->text("activity.price-note"), u"The customer pays €120.00 instead of €124.00, and of that Havel is paid.");
        giveReason(u"The customer asked for it"_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"price || ' ' || platform_bears"_s), u"12000 0");
    }
};

QTEST_MAIN(RepriceTest)
#include "reprice_test.moc"
