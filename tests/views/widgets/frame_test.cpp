// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/button.h"
#include "views/widgets/command_palette.h"
#include "views/widgets/detail_splitter.h"
#include "views/widgets/event_filters.h"
#include "views/widgets/key_map.h"
#include "views/widgets/navigation_rail.h"
#include "views/widgets/rail_entry.h"
#include "views/widgets/status_parts.h"
#include "views/widgets/toast.h"
#include "views/widgets/value_accessible.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace steward {

class FrameTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        registerAccessibleValues();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(Theme::Choice::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        m_page = new QLineEdit;
        column->addWidget(m_page);
        m_window->resize(1000, 700);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_page->setFocus();
    }
    void cleanup() { m_window.reset(); }

    void thePaletteFindsChoosesAndGivesTheFocusBack()
    {
        CommandPalette palette(*m_theme, m_window.get());
        QAbstractItemModelTester tester(palette.results()->model());
        palette.setEntries({ action(u"a"_s, u"Bookings"_s), action(u"b"_s, u"Cancel booking"_s), action(u"c"_s, u"Disputes"_s) });
        QSignalSpy chosen(&palette, &CommandPalette::chosen);
        palette.openOverlay();
        QVERIFY(palette.field()->hasFocus());
        QTest::keyClicks(palette.field(), u"book"_s);
        QCOMPARE(palette.results()->currentIndex().data().toString(), u"Bookings"_s);
        QTest::keyClick(palette.field(), Qt::Key_Down);
        QCOMPARE(palette.results()->currentIndex().data().toString(), u"Cancel booking"_s);
        QTest::keyClick(palette.field(), Qt::Key_Down); // around the end, past the section's title
        QCOMPARE(palette.results()->currentIndex().data().toString(), u"Bookings"_s);
        QTest::keyClick(palette.field(), Qt::Key_Up);
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), u"b"_s);
        QVERIFY(!palette.isVisible());
        QVERIFY(m_page->hasFocus());
    }

    void lateAnswerToAnOlderQuestionIsIgnored()
    {
        CommandPalette palette(*m_theme, m_window.get());
        QSignalSpy searched(&palette, &CommandPalette::searched);
        palette.openOverlay();
        QTest::keyClicks(palette.field(), u"bk"_s);
        QTRY_COMPARE(searched.count(), 1);
        QTest::keyClicks(palette.field(), u"7"_s);
        palette.showFound(u"bk"_s, { action(u"old"_s, u"BK-0000"_s) });
        QCOMPARE(palette.results()->model()->rowCount(), 0);
        palette.showFound(u"bk7"_s, { action(u"new"_s, u"BK-7F3K-92Q7"_s) });
        QCOMPARE(palette.results()->currentIndex().data().toString(), u"BK-7F3K-92Q7"_s);
    }

    void aRefusedEntryIsShownWithItsReasonAndNotChosen()
    {
        CommandPalette palette(*m_theme, m_window.get());
        PaletteEntry refused = action(u"a"_s, u"Confirm booking"_s);
        refused.refusal = u"It is confirmed already"_s;
        palette.setEntries({ refused });
        QSignalSpy chosen(&palette, &CommandPalette::chosen);
        palette.openOverlay();
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(palette.isVisible());
        QVERIFY(palette.results()->currentIndex().data(Qt::AccessibleTextRole).toString().contains(refused.refusal));
    }

    void escapeAndAClickBesideCloseAnOverlayAndKeysDoNotReachThePage()
    {
        CommandPalette palette(*m_theme, m_window.get());
        palette.openOverlay();
        QTest::keyClick(palette.field(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        KeyMapOverlay map(*m_theme, m_window.get());
        map.setGroups({ { u"Everywhere"_s, { { u"?"_s, u"This map"_s } } } });
        map.openOverlay();
        QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(5, 5));
        QVERIFY(!map.isVisible());
        map.openOverlay();
        QTest::keyClick(&map, Qt::Key_Question);
        QVERIFY(!map.isVisible());
    }

    void tabStaysInsideAnOverlay()
    {
        KeyMapOverlay map(*m_theme, m_window.get());
        map.setGroups({ { u"Everywhere"_s, { { u"?"_s, u"This map"_s } } } });
        map.openOverlay();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(map.isAncestorOf(QApplication::focusWidget()));
        }
    }

    void theRailTellsWhatWasChosenAndSpeaksItsCounts()
    {
        NavigationRail rail(*m_theme);
        rail.addEntry({ u"bookings"_s, u"Bookings"_s, u"calendar-check"_s, u"G B"_s });
        rail.addEntry({ u"vetting"_s, u"Vetting"_s, u"shield-check"_s, u"G V"_s });
        rail.setCount(u"vetting"_s, 412);
        rail.setCurrent(u"bookings"_s);
        rail.show();
        auto *vetting = rail.findChild<RailEntry *>(u"rail.vetting"_s);
        QCOMPARE(vetting->accessibleName(), u"Vetting, 412"_s);
        QSignalSpy chosen(&rail, &NavigationRail::chosen);
        QTest::mouseClick(vetting, Qt::LeftButton);
        QTest::keyClick(vetting, Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.first().first().toString(), u"vetting"_s);
        rail.setCurrent(u"vetting"_s);
        QCOMPARE(rail.current(), u"vetting"_s);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(vetting);
        QCOMPARE(spoken->role(), QAccessible::PageTab);
        QVERIFY(spoken->state().selected);
        spoken->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(chosen.count(), 3);
    }

    void aToastCountsDownAndGoesByItself()
    {
        ToastHost host(*m_theme, m_window.get());
        Toast *toast = host.post(Tone::Ok, u"Booking cancelled"_s, u"Undo"_s, 250);
        QSignalSpy gone(toast, &Toast::gone);
        QSignalSpy undone(toast, &Toast::actionTriggered);
        QVERIFY(toast->remaining_ms() > 0);
        QVERIFY(m_page->hasFocus());
        QTRY_COMPARE(gone.count(), 1);
        QCOMPARE(undone.count(), 0);
    }

    void undoOnAToastIsHeardOnce()
    {
        ToastHost host(*m_theme, m_window.get());
        Toast *toast = host.post(Tone::Ok, u"Booking cancelled"_s, u"Undo"_s, 60000);
        QSignalSpy undone(toast, &Toast::actionTriggered);
        QPointer<Toast> watched(toast);
        QTest::mouseClick(toast->action(), Qt::LeftButton);
        QCOMPARE(undone.count(), 1);
        QTRY_VERIFY(watched.isNull());
    }

    void atMostThreeToastsAreShown()
    {
        ToastHost host(*m_theme, m_window.get());
        for (int i = 0; i < 5; ++i)
            host.post(Tone::Info, u"Done"_s);
        qsizetype shown = 0;
        for (const Toast *toast : m_window->findChildren<Toast *>())
            shown += toast->isVisible() ? 1 : 0;
        QCOMPARE(shown, 3);
    }

    void aPanelOpensBesideTheListAndKeepsItsWidth()
    {
        auto *list = new QWidget;
        auto *panel = new QWidget;
        DetailSplitter splitter(*m_theme, list);
        splitter.addPanel(panel, 372);
        splitter.resize(1200, 400);
        splitter.show();
        QCOMPARE(list->width(), 1200);
        QVERIFY(!splitter.isOpen(panel));
        splitter.openPanel(panel);
        QCOMPARE(panel->width(), 372);
        QVERIFY(list->geometry().right() < panel->geometry().left());
        splitter.closePanel(panel);
        QTRY_COMPARE(list->width(), 1200);
        splitter.openPanel(panel);
        QTRY_COMPARE(panel->width(), 372);
    }

    void aJobIsCancelledWhileItRunsAndDismissedAfterwards()
    {
        JobProgress job(*m_theme);
        QSignalSpy cancelled(&job, &JobProgress::cancelRequested);
        QSignalSpy dismissed(&job, &JobProgress::dismissed);
        job.show();
        auto *cross = job.findChild<Button *>(u"status.job-cancel"_s);
        job.setRunning(u"Exporting"_s, 30);
        QTest::mouseClick(cross, Qt::LeftButton);
        job.setDone(u"bookings.xlsx"_s);
        QTest::mouseClick(cross, Qt::LeftButton);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(dismissed.count(), 1);
    }

    void objectNamesAreToldToAssistiveTechnologyOnlyWhenAsked()
    {
        qputenv("STEWARD_A11Y_IDS", "1");
        QObject holder;
        A11yIds ids(qApp);
        Button asked(*m_theme, u"Export"_s);
        asked.setObjectName(u"bookings.export"_s);
        asked.show();
        QCOMPARE(asked.accessibleDescription(), u"#bookings.export"_s);
        qunsetenv("STEWARD_A11Y_IDS");
        qApp->removeEventFilter(&ids);
        A11yIds off(qApp);
        Button quiet(*m_theme, u"Export"_s);
        quiet.setObjectName(u"bookings.export"_s);
        quiet.show();
        QCOMPARE(quiet.accessibleDescription(), QString());
    }

private:
    static PaletteEntry action(const QString &id, const QString &title)
    {
        PaletteEntry entry;
        entry.id = id;
        entry.section = u"Actions"_s;
        entry.title = title;
        return entry;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_page = nullptr;
};

} // namespace steward

QTEST_MAIN(steward::FrameTest)
#include "frame_test.moc"
