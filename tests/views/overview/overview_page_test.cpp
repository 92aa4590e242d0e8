// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/overview/figure_words.h"
#include "views/overview/flow_geometry.h"
#include "views/widgets/chart.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// The Overview on its real widgets and a real marketplace.
class OverviewPageTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;

    void openRoom(const House &house)
    {
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), house.enter(u"operations"_s));
        m_room->window->actions().find(u"window.go-overview"_s)->trigger();
    }
    void openRoom()
    {
        openRoom(*m_house);
        QTRY_VERIFY(m_room->find("overview.figure-bookings"));
        QTRY_VERIFY(nameOf("overview.state-confirmed").contains(u"booking"));
    }
    [[nodiscard]] QString nameOf(const char *name) const
    {
        const auto *widget = m_room->find(name);
        return widget == nullptr ? u"(not shown)"_s : widget->accessibleName();
    }
    void may(bool ask) const
    {
        m_house->database.run((ask ? u"grant execute on function api.overview_figures(date, date, integer) to steward_operations"_s
                                   : u"revoke execute on function api.overview_figures(date, date, integer) from steward_operations"_s));
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->book(24);
        m_house->book(30);
        m_house->book(200, u"requested"_s);
        m_house->backend.reset(); // an operator has six connections at most
    }
    void cleanupTestCase() { m_house.reset(); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
    }

    void aStateOpensItsListAndNothingElse()
    {
        openRoom();
        QVERIFY(nameOf("overview.figure-bookings").startsWith(u"Bookings: 3"));
        QCOMPARE(m_room->text("overview.figure-gross-value"), u"€372");
        QVERIFY(nameOf("overview.state-confirmed").startsWith(u"Confirmed: 2 bookings, the oldest for"));
        m_room->press("overview.state-confirmed");
        QTRY_VERIFY(m_room->find("bookings.list"));
        QTRY_COMPARE(m_room->model()->rowCount(), 2);
        QCOMPARE(m_room->text("bookings.state-chip"), u"State is Confirmed");
        QVERIFY(!m_room->find("bookings.made-chip"));
    }

    void anArrowIsReachedByKeysAndOpensWhereItLeads()
    {
        openRoom();
        auto *number = m_room->find("overview.arrow-requested-confirmed");
        QVERIFY(number);
        QCOMPARE(number->accessibleName(), u"From Requested to Confirmed: 2 bookings in this range");
        m_room->find("overview.state-requested")->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Right);
        QCOMPARE(m_room->window->focusWidget(), number);
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Right);
        QCOMPARE(m_room->window->focusWidget()->objectName(), u"overview.state-confirmed");
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Left);
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_room->find("bookings.list"));
        QTRY_COMPARE(m_room->model()->rowCount(), 2);
    }

    void aDayOfAChartIsReadAndOpened()
    {
        openRoom();
        auto *chart = m_room->window->findChild<Chart *>(u"overview.outcomes"_s);
        QVERIFY(chart->spokenText().contains(u"Open 3"));
        chart->setFocus(Qt::TabFocusReason);
        QTest::keyClick(chart, Qt::Key_End);
        QVERIFY2(chart->spokenText().contains(u"Open 3"), qPrintable(chart->spokenText()));
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY2(chart->spokenText().contains(u"Open 0"), qPrintable(chart->spokenText()));
        QTest::keyClick(chart, Qt::Key_Return);
        QTRY_VERIFY(m_room->find("bookings.made-chip"));
        QTRY_VERIFY(m_room->model()->phase() == WindowModel::Phase::Ready && m_room->model()->rowCount() == 0);
    }

    void anotherRangeAndMarketAreCountedAnew()
    {
        openRoom();
        m_room->find<QTabBar>("overview.range")->setCurrentIndex(0);
        QTRY_VERIFY(nameOf("overview.figure-bookings").contains(u"the 7 days before"));
        auto *market = m_room->find<QComboBox>("overview.market");
        QTRY_VERIFY(market->findText(u"Japan"_s) > 0);
        market->setCurrentIndex(market->findText(u"Japan"_s));
        QTRY_VERIFY2_WITH_TIMEOUT(nameOf("overview.figure-bookings").startsWith(u"Bookings: 0"), qPrintable(nameOf("overview.figure-bookings")), 60'000); // counted anew
        QCOMPARE(m_room->text("overview.figure-gross-value"), u"JPY\u00a00"_s);
        QVERIFY(!m_room->find("overview.currency"));
    }

    void whatChangesIsSeenWithoutAsking()
    {
        openRoom();
        m_house->book(240);
        m_room->visit().link.tellChange(u"booking"_s, 0);
        QTRY_VERIFY_WITH_TIMEOUT(nameOf("overview.figure-bookings").startsWith(u"Bookings: 4"), 20'000);
        QTRY_VERIFY(nameOf("overview.state-confirmed").startsWith(u"Confirmed: 3"));
    }

    void aFailureSaysSoAndIsTriedAgain()
    {
        may(false);
        openRoom(*m_house);
        QTRY_VERIFY(m_room->find("overview.way-out"));
        may(true);
        m_room->press("overview.way-out");
        QTRY_VERIFY(m_room->find("overview.figure-bookings"));
    }

    void aFailureLaterLeavesTheLastFigures()
    {
        openRoom();
        may(false);
        m_room->window->actions().find(u"window.refresh"_s)->trigger();
        QTRY_VERIFY(m_room->find("overview.trouble"));
        QVERIFY(m_room->find("overview.figure-bookings"));
        may(true);
        m_room->press("overview.again");
        QTRY_VERIFY(!m_room->find("overview.trouble"));
    }

    void aParkedStepOpensItsRecord()
    {
        const QString timer = m_house->database.value(u"select id from market.timer where state = 'pending' and entity = 'booking' order by id limit 1"_s);
        const auto booking = m_house->database.value(u"select entity_id from market.timer where id = %1"_s.arg(timer)).toLongLong();
        m_house->database.run(u"update market.timer set parked_at = now(), failure = 'No zone is known.', attempts = 8 where id = %1"_s.arg(timer));
        openRoom();
        const QString reference = m_house->referenceOf(booking);
        const QByteArray open = "overview.parked-" + reference.toLower().toLatin1();
        QTRY_VERIFY(m_room->find(open.constData()));
        const auto said = m_room->find("overview.parked")->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(said, [](const QLabel *label) { return label->text() == "It waits until somebody tries it again, moves it or stops it."_L1; }));
        m_room->press(open.constData());
        QTRY_COMPARE(m_room->text("booking.reference"), reference);
        m_house->database.run(u"update market.timer set parked_at = null, failure = null, attempts = 0 where id = %1"_s.arg(timer));
    }

    void aMarketplaceWithoutBookingsSaysSo()
    {
        House empty;
        empty.backend.reset();
        openRoom(empty);
        const auto says = [this] {
            const auto labels = m_room->window->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) { return label->isVisible() && label->text() == u"Figures appear here as customers book."; });
        };
        QTRY_VERIFY(says());
        m_room.reset();
    }

    // Whoever signs out does not wait for an answer.
    void thePageMayGoWhileItAsks()
    {
        openRoom(*m_house);
        QCoreApplication::processEvents();
        m_room->window.reset();
        m_room.reset();
        openRoom();
        m_room->window->actions().find(u"window.refresh"_s)->trigger();
        QCoreApplication::processEvents();
        m_room->window.reset();
        QTest::qWait(100);
    }

    // The palette offers every area's actions on each of them.
    void anActionOfBookingsLeadsThere()
    {
        openRoom();
        m_room->window->actions().find(u"bookings.focus-filter"_s)->trigger();
        QVERIFY(m_room->find("bookings.list"));
        QCOMPARE(m_room->window->focusWidget()->objectName(), u"bookings.filter-field");
        m_room->window->actions().find(u"overview.range-7"_s)->trigger();
        QTRY_VERIFY(nameOf("overview.figure-bookings").contains(u"the 7 days before"));
    }

    void itsPlaceIsRestored()
    {
        openRoom();
        m_room->find<QTabBar>("overview.range")->setCurrentIndex(2);
        m_room->window->close();
        m_room.reset();
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        QTRY_VERIFY(nameOf("overview.figure-bookings").contains(u"the 90 days before"));
    }

    // It was counted by UTC's days when the markets were known before the figures were.
    void aMarketThatIsRestoredHasDaysOfItsOwn()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QString zone = now.time().hour() >= 10 ? u"Pacific/Kiritimati"_s : u"Etc/GMT+12"_s; // where it is another day now
        const auto setZone = [this](const QString &name) {
            m_house->database.run(u"set session_replication_role = replica; update market.market set zone = '%1' where id = 3; reset session_replication_role"_s.arg(name));
        };
        const QString usual = m_house->database.value(u"select zone from market.market where id = 3"_s);
        setZone(zone);
        openRoom();
        auto *market = m_room->find<QComboBox>("overview.market");
        QTRY_VERIFY(market->findText(u"Japan"_s) > 0);
        market->setCurrentIndex(market->findText(u"Japan"_s));
        m_room->window->close();
        m_room.reset();
        openRoom(*m_house);
        const QString wanted = u"%1, days of %2"_s.arg(QLocale().toString(now.toTimeZone(QTimeZone(zone.toLatin1())).date(), u"d MMM yyyy"_s), zone);
        const auto says = [this, wanted] {
            const auto labels = m_room->window->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&wanted](const QLabel *label) { return label->isVisible() && label->text().endsWith(wanted); });
        };
        QTRY_VERIFY2(says(), qPrintable(wanted));
        setZone(usual);
    }

    void figuresAreWords_data()
    {
        QTest::addColumn<int>("unit");
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, Figure::Unit unit, qint64 value, const QString &currency, const QString &text) {
            QTest::newRow(name) << static_cast<int>(unit) << value << currency << text;
        };
        row("a count", Figure::Unit::Count, 18'204, {}, u"18,204"_s);
        row("a rate", Figure::Unit::Rate, 1'244, {}, u"12.4 %"_s);
        row("a small amount, whole", Figure::Unit::Money, 7'440, u"EUR"_s, u"€74.40"_s);
        row("a large one, without its cents", Figure::Unit::Money, 4'030'049, u"EUR"_s, u"€40,300"_s);
        row("a very large one", Figure::Unit::Money, 162'431'000, u"EUR"_s, u"€1.62 M"_s);
        row("its hundredths have two digits", Figure::Unit::Money, 103'000'000, u"GBP"_s, u"£1.03 M"_s);
        row("of a currency without cents", Figure::Unit::Money, 1'620'000, u"JPY"_s, u"JPY 1.62 M"_s);
        row("of one with three digits", Figure::Unit::Money, 1'620'000'000, u"KWD"_s, u"KWD 1.62 M"_s);
        row("a time", Figure::Unit::Seconds, 11'520, {}, u"3 h 12 min"_s);
    }
    void figuresAreWords()
    {
        QFETCH(int, unit);
        QFETCH(qint64, value);
        QFETCH(QString, currency);
        QFETCH(QString, text);
        QCOMPARE(figureText(static_cast<Figure::Unit>(unit), currency, value).replace(QChar(0xa0), u' '), text);
    }

    void whatIsWorseIsNotGreen()
    {
        Figure figure;
        figure.name = u"cancellation_rate"_s;
        figure.unit = Figure::Unit::Rate;
        figure.part = 3;
        figure.whole = figure.wholeBefore = 10;
        figure.partBefore = 2;
        QCOMPARE(changeOf(figure).way, FigureChange::Way::Up);
        QCOMPARE(changeOf(figure).tone, Tone::Bad);
        QCOMPARE(changeOf(figure).text, u"10.0 pt");
        figure.name = u"completion_rate"_s;
        QCOMPARE(changeOf(figure).tone, Tone::Ok);
        figure.part = 200'001;
        figure.partBefore = 200'000;
        figure.whole = figure.wholeBefore = 1'000'000;
        QCOMPARE(changeOf(figure).way, FigureChange::Way::None); // "0.0 pt" points nowhere
        figure.wholeBefore = 0;
        QVERIFY(changeOf(figure).text.isEmpty());
    }

    // One number once hid another: two arrows left the same side of a state at the same height.
    void numbersNeverLieOnEachOther()
    {
        struct Number {
            QString arrow;
            QRectF place;
        };
        const auto stateOf = [](const QString &name) { return *std::ranges::find(bookingStates(), name, stateName); };
        const QStringList arrows = m_house->database.value(u"select string_agg(distinct coalesce(from_state, '') || '>' || to_state, ' ') from market.transition where entity = 'booking' and from_state is distinct from to_state"_s).split(u' ');
        QVERIFY2(arrows.contains(u"disputed>settled") && arrows.contains(u"disputed>cancelled"), qPrintable(arrows.join(u' ')));
        for (const int width : { 760, 880, 1148, 1800 }) {
            const FlowGeometry geometry(width);
            QList<Number> numbers;
            for (const QString &arrow : arrows) {
                const QString from = arrow.section(u'>', 0, 0);
                const QPointF middle = FlowGeometry::numberPlace(geometry.way(from.isEmpty() ? std::nullopt : std::optional(stateOf(from)), stateOf(arrow.section(u'>', 1))));
                const Number number { arrow, QRectF(middle - QPointF(9, 9), QSizeF(18, 18)) }; // of one digit
                for (const Number &other : std::as_const(numbers))
                    QVERIFY2(!other.place.intersects(number.place), qPrintable(u"%1 and %2 at %3"_s.arg(arrow, other.arrow).arg(width)));
                numbers.append(number);
            }
        }
    }

    void statesNeverLieOnEachOther()
    {
        for (const int width : { 760, 880, 1148, 1800 }) {
            const FlowGeometry geometry(width);
            for (const BookingState one : bookingStates()) {
                QVERIFY(QRect(0, 0, width, FlowGeometry::height()).contains(geometry.node(one)));
                for (const BookingState other : bookingStates())
                    QVERIFY(one == other || !geometry.node(one).intersects(geometry.node(other)));
            }
        }
    }
};

QTEST_MAIN(OverviewPageTest)
#include "overview_page_test.moc"
