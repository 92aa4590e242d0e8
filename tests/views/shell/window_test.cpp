// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/decode.h"
#include "tests/views/house.h"
#include "views/shell/list/window_model_of.h"
#include "views/shell/list/window_view.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

namespace steward {

struct Parcel {
    Parcel() = default;
    qint64 id = 0;
    qint64 weight = 0;
    QString name;
};

template <class V>
void fields(V &v, Parcel &p)
{
    v("id", p.id);
    v("weight", p.weight);
    v("name", p.name);
}

} // namespace steward

namespace {

// Weights repeat, so that a page often ends between rows of one weight; their order is not the ids'.
constexpr const char *table = R"(
    set statement_timeout = 0;
    create table public.parcels as
      select g as id, (g::bigint * 7919 % 250000) as weight, 'parcel ' || g as name from generate_series(1::bigint, 1000000) g;
    create unique index on public.parcels (weight, id);
    create unique index on public.parcels (id);
    create view api.parcels as select * from public.parcels;
    grant select on api.parcels to public;
    grant usage on schema api to public;
    select guard.declare_view_column('parcels', 'weight', true, true, 'parcels_weight_id_idx');
    analyze public.parcels;
)";

using ParcelWindow = WindowModelOf<Parcel>;

QList<WindowColumn<Parcel>> columns()
{
    const auto text = [](const Parcel &row, int role) { return role == Qt::DisplayRole ? QVariant(row.name) : QVariant(); };
    const auto weight = [](const Parcel &row, int role) { return role == Qt::DisplayRole ? QVariant(row.weight) : QVariant(); };
    return { { u"Parcel"_s, {}, Qt::AlignLeading | Qt::AlignVCenter, text }, { u"Weight"_s, u"weight"_s, Qt::AlignTrailing | Qt::AlignVCenter, weight } };
}

Task<Result<Page<Parcel>>> parcels(Backend &backend, qint64 fromWeight, PageRequest where)
{
    ListQuery query(u"parcels"_s);
    query.where(u"weight"_s, ListQuery::Comparison::From, { QString::number(fromWeight) }).orderedBy(u"weight"_s, false);
    const auto page = co_await backend.page(query, where);
    if (!page)
        co_return std::unexpected(page.error());
    co_return decodePage<Parcel>(*page);
}

} // namespace

/// The one list of every page, over a million rows of a real PostgreSQL.
class WindowTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<House> m_house;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ParcelWindow> m_window;
    std::unique_ptr<WindowView> m_view;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void show(qint64 fromWeight = 0)
    {
        m_window->setSource([this, fromWeight](PageRequest where) { return parcels(*m_house->backend, fromWeight, std::move(where)); });
        QTRY_COMPARE(m_window->phase(), WindowModel::Phase::Ready);
        settle();
    }
    /// Until no page is under way any more: the window is as full as it wants to be around what is seen.
    void settle()
    {
        int rows = -1, quiet = 0;
        while (quiet < 4) {
            QTest::qWait(15);
            quiet = rows == m_window->rowCount() ? quiet + 1 : 0;
            rows = m_window->rowCount();
        }
    }
    qint64 topKey() const { return m_window->keyAt(m_view->rowAt(0)); }
    int topOffset() const { return m_view->rowViewportPosition(m_view->rowAt(0)); }

    static QByteArray cursorAt(qint64 weight)
    {
        ListQuery query(u"parcels"_s);
        query.orderedBy(u"weight"_s, false);
        return query.cursorAt(QString::number(weight), 0);
    }
    void goToWeight(qint64 weight)
    {
        m_window->jumpTo(cursorAt(weight));
        QTRY_COMPARE(m_window->phase(), WindowModel::Phase::Ready);
        settle();
    }
    /// Parcels that others bring meanwhile; gone again after the test.
    void bring(int count, int weight = 0)
    {
        m_house->database.run(u"insert into public.parcels select -g, %1, 'new ' || g from generate_series(1, %2) g"_s.arg(weight).arg(count));
    }

private slots:
    void initTestCase()
    {
        m_house = std::make_unique<House>();
        m_house->database.run(QString::fromLatin1(table));
        m_house->backend = m_house->enter(u"operations"_s); // it reads once which columns a list may be sorted by
        m_theme = std::make_unique<Theme>();
        m_theme->apply(Theme::Choice::Light);
    }
    void cleanupTestCase()
    {
        m_house.reset();
    }
    void init()
    {
        m_window = std::make_unique<ParcelWindow>(columns(), [](const Parcel &row) { return row.id; });
        m_tester = std::make_unique<QAbstractItemModelTester>(m_window.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_view = std::make_unique<WindowView>(*m_theme, u"Parcels"_s);
        m_view->setWindow(m_window.get());
        m_view->resize(600, 500);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_tester.reset();
        m_window.reset();
        m_house->database.run(u"delete from public.parcels where id < 0"_s);
    }

    void itHoldsAWindowAndNeverTheTable()
    {
        show();
        QVERIFY(m_window->rowCount() >= WindowModel::ahead_rows);
        QVERIFY(m_window->rowCount() <= WindowModel::most_rows);
        for (int step = 0; step < 80; ++step) {
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
            QTest::qWait(10);
            QVERIFY2(m_window->rowCount() <= WindowModel::most_rows, qPrintable(QString::number(m_window->rowCount())));
        }
        QVERIFY(!m_window->isAtStart());
    }

    void rowsAreThoseOfTheTableInItsOrder()
    {
        show();
        for (int step = 0; step < 30; ++step) {
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
            settle();
        }
        qint64 weight = -1, id = 0;
        for (int row = 0; row < m_window->rowCount(); ++row) {
            const Parcel &parcel = m_window->at(row);
            QVERIFY2(parcel.weight > weight || (parcel.weight == weight && parcel.id > id), "out of order");
            if (row > 0) // nothing between two rows is left out
                QVERIFY(parcel.weight - weight <= 1);
            weight = parcel.weight;
            id = parcel.id;
        }
    }

    // What the operator looks at stays where it is while rows come and go above it.
    void theVisibleRowNeverJumps()
    {
        show(120'000);
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
        QRandomGenerator random(1);
        int jumps = 0;
        for (int step = 0; step < 300; ++step) {
            const int by = random.bounded(-14'000, 16'000); // further down than up: the window wanders through the table
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->value() + by);
            const qint64 key = topKey();
            const int offset = topOffset();
            QTest::qWait(step % 3 == 0 ? 25 : 1); // pages arrive, others are let go
            if (topKey() != key || topOffset() != offset)
                ++jumps;
        }
        QCOMPARE(jumps, 0);
        QVERIFY(!m_window->isAtStart());
    }

    void endAndHomeGoToTheEndsOfTheWholeList()
    {
        show();
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QTRY_VERIFY(m_window->isAtEnd());
        QTRY_COMPARE(m_view->chosenKey(), m_house->database.value(u"select id from public.parcels order by weight desc, id desc limit 1").toLongLong());
        settle();
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QTRY_COMPARE(m_view->chosenKey(), m_house->database.value(u"select id from public.parcels order by weight, id limit 1").toLongLong());
        QCOMPARE(m_view->currentIndex().row(), 0);
    }

    void jumpingAnywhereShowsThatPlace()
    {
        show();
        ListQuery query(u"parcels"_s);
        query.orderedBy(u"weight"_s, false);
        m_window->jumpTo(query.cursorAt(u"200000"_s, 0));
        QTRY_COMPARE(m_window->at(m_view->rowAt(0)).weight, 200'000);
        settle(); // pages are put in above it
        QVERIFY(!m_window->isAtStart());
        QVERIFY(m_view->rowAt(0) >= WindowModel::ahead_rows);
        QCOMPARE(m_window->at(m_view->rowAt(0)).weight, 200'000);
    }

    // Qt makes another row current when the window lets one go; nobody chose that one.
    void whatWasChosenSurvivesItsRow()
    {
        show();
        m_view->setCurrentIndex(m_window->index(2, 0));
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_view->selectedRows(), QList<int>({ 2, 3 }));
        const qint64 chosen = m_view->chosenKey();
        QCOMPARE(chosen, m_window->keyAt(3));
        QSignalSpy spy(m_view.get(), &WindowView::chosen);
        while (m_window->rowOf(chosen) >= 0) {
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
            settle();
        }
        QCOMPARE(spy.count(), 0);
        QCOMPARE(m_view->chosenKey(), chosen);
        QVERIFY(!m_view->selectionModel()->hasSelection());
        while (m_window->rowOf(chosen) < 0) {
            m_view->verticalScrollBar()->setValue(0);
            settle();
        }
        QCOMPARE(spy.count(), 0);
        QCOMPARE(m_view->currentIndex().row(), m_window->rowOf(chosen));
        QVERIFY(m_view->selectionModel()->isRowSelected(m_window->rowOf(chosen)));
    }

    // A list that came late once opened its first record by itself: it was shown in place of its skeleton, and so got the focus.
    void gettingTheFocusChoosesNothing()
    {
        QSignalSpy spy(m_view.get(), &WindowView::chosen);
        connect(m_window.get(), &WindowModel::phaseChanged, m_view.get(), [this] {
            if (m_window->phase() == WindowModel::Phase::Ready)
                m_view->setFocus();
        });
        m_view->clearFocus();
        show();
        QVERIFY(m_view->hasFocus());
        QCOMPARE(spy.count(), 0);
        QCOMPARE(m_view->chosenKey(), 0);
    }

    // A lone row is current from the start; pressing it must choose it all the same.
    void pressingTheCurrentRowChoosesIt()
    {
        show();
        QCOMPARE(m_view->currentIndex().row(), 0);
        QSignalSpy spy(m_view.get(), &WindowView::chosen);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(m_window->index(0, 0)).center());
        QCOMPARE(spy.count(), 1);
        QCOMPARE(m_view->chosenKey(), m_window->keyAt(0));
    }

    void lateAnswerToAnOldFilterIsIgnored()
    {
        show();
        int asked = 0;
        m_window->setSource([&](PageRequest where) {
            ++asked;
            return parcels(*m_house->backend, 10, std::move(where));
        });
        show(150'000); // before the other answer can be there
        QCOMPARE(asked, 1);
        QCOMPARE(m_window->at(0).weight, 150'000);
    }

    void aChangedRowKeepsItsPlaceAndIsDimmedWhereItLeftTheFilter()
    {
        show();
        Parcel changed = m_window->at(5);
        changed.name = u"another name"_s;
        QSignalSpy spy(m_window.get(), &QAbstractItemModel::dataChanged);
        m_window->update(changed, u"It is too heavy now."_s);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(m_window->at(5).name, u"another name");
        QVERIFY(m_window->index(5, 0).data(cell::dimmed).toBool());
        QCOMPARE(m_window->index(5, 0).data(Qt::ToolTipRole).toString(), u"It is too heavy now.");
        QVERIFY(m_window->index(5, 0).data(Qt::AccessibleTextRole).toString().contains(u"too heavy now"));
        QVERIFY(!m_window->index(6, 0).data(Qt::ToolTipRole).isValid());
        m_window->jumpToStart();
        QTRY_COMPARE(m_window->at(5).name, u"parcel %1"_s.arg(changed.id));
        QVERIFY(!m_window->index(5, 0).data(cell::dimmed).toBool());
    }

    void rowsThatComeToTheBeginningAreCountedAndNotPutIn()
    {
        show();
        m_view->verticalScrollBar()->setValue(3 * m_view->rowPixels() + 5);
        const qint64 key = topKey();
        const int offset = topOffset(), rows = m_window->rowCount();
        bring(12);
        m_window->lookForNewcomers();
        QTRY_COMPARE(m_window->newcomers(), 12);
        QVERIFY(!m_window->areMoreNewcomers());
        QCOMPARE(topKey(), key);
        QCOMPARE(topOffset(), offset);
        QCOMPARE(m_window->rowCount(), rows);
        m_window->jumpToStart();
        QTRY_COMPARE(m_window->newcomers(), 0);
        QVERIFY(m_window->rowOf(-1) >= 0);
    }

    void moreNewRowsThanAPageAreSaidToBeMore()
    {
        show();
        bring(WindowModel::page_rows + 1);
        m_window->lookForNewcomers();
        QTRY_VERIFY(m_window->areMoreNewcomers());
        QCOMPARE(m_window->newcomers(), WindowModel::page_rows);
    }

    // Where rows leave the beginning, those below move up. The operator, who is elsewhere, has not seen them, yet they are not new.
    void rowsThatOnlyMoveUpAreNotCounted()
    {
        show();
        goToWeight(200'000);
        m_house->database.run(u"update public.parcels set weight = 250000 + id where id in (select id from public.parcels where weight = 0)"_s);
        bring(1, 3);
        m_window->lookForNewcomers();
        QTRY_COMPARE(m_window->newcomers(), 1);
        m_house->database.run(u"update public.parcels set weight = 0 where weight > 250000"_s);
    }

    void newRowsThatTheOperatorWentToAreNewNoLonger()
    {
        show();
        goToWeight(200); // so far down that the beginning is not in the window
        QVERIFY(!m_window->isAtStart());
        bring(2);
        m_window->lookForNewcomers();
        QTRY_COMPARE(m_window->newcomers(), 2);
        while (!m_window->isAtStart()) {
            m_view->verticalScrollBar()->setValue(0);
            settle();
        }
        QVERIFY(m_window->rowOf(-1) >= 0);
        QCOMPARE(m_window->newcomers(), 0);
        QSignalSpy spy(m_window.get(), &WindowModel::newcomersChanged);
        m_window->lookForNewcomers();
        QTest::qWait(60);
        QCOMPARE(spy.count(), 0);
    }

    // In place of a scroll bar over rows that are not there.
    void itIsKnownHowManyRowsLieAbove()
    {
        const auto above = [&] {
            return m_house->database
                .value(u"select count(*) from public.parcels where (weight, id) < (%1, %2)"_s.arg(m_window->at(0).weight).arg(m_window->keyAt(0)))
                .toLongLong();
        };
        show();
        QCOMPARE(m_window->rowsAbove()->rows, 0);
        for (int step = 0; step < 20; ++step) {
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
            settle();
        }
        QVERIFY(!m_window->isAtStart());
        QCOMPARE(m_window->rowsAbove()->rows, above());
        goToWeight(200'000);
        QVERIFY(!m_window->rowsAbove()); // nobody has counted yet
        m_window->setRowsBefore(Total(m_house->database.value(u"select count(*) from public.parcels where weight < 200000"_s).toLongLong()));
        QCOMPARE(m_window->rowsAbove()->rows, above());
        m_window->jumpToEnd();
        QTRY_VERIFY(m_window->isAtEnd());
        m_window->setRowsBefore(Total(1'000'000));
        settle();
        QCOMPARE(m_window->rowsAbove()->rows, above());
    }

    void aScrollBarStandsOnlyBesideAWholeList()
    {
        show();
        QCOMPARE(m_view->verticalScrollBarPolicy(), Qt::ScrollBarAlwaysOff);
        show(249'950); // the last two hundred
        settle();
        QVERIFY(m_window->isAtStart() && m_window->isAtEnd());
        QCOMPARE(m_view->verticalScrollBarPolicy(), Qt::ScrollBarAsNeeded);
    }

    void goingSomewhereChoosesTheRowThere()
    {
        show();
        m_view->goTo(cursorAt(200'000), PageRequest::Direction::Forward);
        QTRY_VERIFY(m_view->chosenKey() != 0);
        QCOMPARE(m_window->find(m_view->chosenKey())->weight, 200'000);
        QCOMPARE(m_view->currentIndex().row(), m_window->rowOf(m_view->chosenKey()));
        m_view->choose(0);
        m_view->goTo(cursorAt(200'000), PageRequest::Direction::Backward);
        QTRY_VERIFY(m_view->chosenKey() != 0);
        QCOMPARE(m_window->find(m_view->chosenKey())->weight, 199'999);
        settle();
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_view->currentIndex())));
    }

    void whereNothingLiesTheOtherSideIsShown()
    {
        show();
        m_view->goTo(cursorAt(900'000), PageRequest::Direction::Forward);
        QTRY_VERIFY(m_window->isTurned() && m_window->phase() == WindowModel::Phase::Ready && m_window->isAtEnd());
        QCOMPARE(m_window->find(m_view->chosenKey())->weight, 249'999);
        m_view->goTo(cursorAt(-5), PageRequest::Direction::Backward);
        QTRY_VERIFY(m_window->isTurned() && m_window->phase() == WindowModel::Phase::Ready && m_window->at(0).weight == 0);
        QCOMPARE(m_view->chosenKey(), m_window->keyAt(0));
        m_view->goTo(cursorAt(200'000), PageRequest::Direction::Forward);
        QTRY_COMPARE(m_window->find(m_view->chosenKey()) ? m_window->find(m_view->chosenKey())->weight : 0, 200'000);
        QVERIFY(!m_window->isTurned());
    }

    void lettersMoveAndPassOn()
    {
        show();
        m_view->setFocus();
        QTest::keyClick(m_view.get(), Qt::Key_J);
        const int first = m_view->currentIndex().row();
        QTest::keyClick(m_view.get(), Qt::Key_J);
        QCOMPARE(m_view->currentIndex().row(), first + 1);
        QTest::keyClick(m_view.get(), Qt::Key_K);
        QCOMPARE(m_view->currentIndex().row(), first);
        QTest::keyClick(m_view.get(), Qt::Key_P); // no search among the rows that happen to be here
        QCOMPARE(m_view->currentIndex().row(), first);
    }

    void aFurtherPageThatFailsLeavesTheRowsAndIsAskedAgain()
    {
        bool fails = false;
        m_window->setSource([&](PageRequest where) -> Task<Result<Page<Parcel>>> {
            if (fails)
                co_return std::unexpected(Error(Error::Kind::Timeout, u"It took too long."_s));
            co_return co_await parcels(*m_house->backend, 0, where);
        });
        QTRY_COMPARE(m_window->phase(), WindowModel::Phase::Ready);
        settle();
        fails = true;
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
        QTRY_VERIFY(m_window->error());
        const int rows = m_window->rowCount();
        QCOMPARE(m_window->phase(), WindowModel::Phase::Ready);
        QVERIFY(rows > 0);
        fails = false;
        m_window->retry();
        QTRY_VERIFY(m_window->rowCount() > rows || !m_window->isAtStart());
        QVERIFY(!m_window->error());
    }

    void aFailedPageSaysWhyAndIsAskedAgain()
    {
        show();
        bool fails = true;
        const auto failing = [&](PageRequest where) -> Task<Result<Page<Parcel>>> {
            if (fails)
                co_return std::unexpected(Error(Error::Kind::Unavailable, u"The link is gone."_s));
            co_return co_await parcels(*m_house->backend, 0, where);
        };
        m_window->setSource(failing);
        QTRY_COMPARE(m_window->phase(), WindowModel::Phase::Failed); // the rows still there are another filter's
        QVERIFY(m_window->error());
        fails = false;
        m_window->retry();
        QTRY_COMPARE(m_window->phase(), WindowModel::Phase::Ready);
        QVERIFY(!m_window->error());
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
