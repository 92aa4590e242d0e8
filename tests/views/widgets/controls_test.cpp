// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/dense_table.h"
#include "views/widgets/event_filters.h"
#include "views/widgets/filter_chip.h"
#include "views/widgets/flow_layout.h"
#include "views/widgets/header_view.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/search_field.h"
#include "views/widgets/segmented_control.h"
#include "views/widgets/state_pill.h"
#include "views/widgets/state_stack.h"
#include "views/widgets/switch.h"
#include "views/widgets/tab_bar.h"
#include "views/widgets/timeline.h"
#include "views/widgets/value_accessible.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace steward {

class ControlsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        registerAccessibleValues();
        new KeyboardFocus(qApp);
        m_theme = std::make_unique<Theme>();
        m_theme->apply(Theme::Choice::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void aButtonIsPressedByMouseSpaceAndEnter()
    {
        Button button(*m_theme, u"Export"_s);
        QSignalSpy clicked(&button, &QPushButton::clicked);
        button.show();
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(clicked.count(), 3);
    }

    void aLoadingButtonIsNotPressedAgain()
    {
        Button button(*m_theme, u"Cancel booking"_s, Button::Kind::Danger);
        QSignalSpy clicked(&button, &QPushButton::clicked);
        button.show();
        button.setLoading(true);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(clicked.count(), 0);
        button.setLoading(false);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
    }

    void aRefusedButtonSaysWhy()
    {
        Button button(*m_theme, u"Accept"_s);
        button.setRefusal(u"It is confirmed already."_s);
        QVERIFY(!button.isEnabled());
        QCOMPARE(button.toolTip(), u"It is confirmed already."_s);
        QCOMPARE(button.accessibleDescription(), u"It is confirmed already."_s);
        button.setRefusal({});
        QVERIFY(button.isEnabled());
    }

    void theFocusRingIsForTheKeyboardOnly()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        auto *first = new Button(*m_theme, u"First"_s);
        auto *second = new Button(*m_theme, u"Second"_s);
        layout.addWidget(first);
        layout.addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::mouseClick(first, Qt::LeftButton);
        first->setFocus(Qt::MouseFocusReason);
        QVERIFY(!hasKeyboardFocus(first));
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QVERIFY(hasKeyboardFocus(second));
        QVERIFY(!hasKeyboardFocus(first));
    }

    // Enter in a list opened the details, O a form: the program set the focus there, and no ring showed where it was.
    void aFocusSetInAnswerToAKeyHasItsRing()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        auto *opener = new Button(*m_theme, u"Open"_s);
        auto *opened = new Button(*m_theme, u"Opened"_s);
        layout.addWidget(opener);
        layout.addWidget(opened);
        connect(opener, &QPushButton::clicked, opened, [opened] { opened->setFocus(Qt::OtherFocusReason); });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        opener->setFocus(Qt::MouseFocusReason);
        QTest::keyClick(opener, Qt::Key_Space);
        QVERIFY(hasKeyboardFocus(opened));
        QTest::mouseClick(opener, Qt::LeftButton);
        QVERIFY(opened->hasFocus());
        QVERIFY(!hasKeyboardFocus(opener));
        opener->setFocus(Qt::MouseFocusReason);
        QTest::mouseClick(opener, Qt::LeftButton);
        QVERIFY(opened->hasFocus());
        QVERIFY(!hasKeyboardFocus(opened));
    }

    void aChipIsSwitchedBySpaceAndRemovedByDeleteOrItsCross()
    {
        FilterChip chip(*m_theme, u"Market is EU"_s);
        QSignalSpy toggled(&chip, &QAbstractButton::toggled);
        QSignalSpy removed(&chip, &FilterChip::removed);
        chip.show();
        QTest::keyClick(&chip, Qt::Key_Space);
        QCOMPARE(toggled.count(), 1);
        QVERIFY(!chip.isChecked());
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(removed.count(), 1);
        auto *cross = chip.findChild<Button *>();
        QVERIFY(cross->accessibleName().contains(u"Market is EU"_s));
        QTest::mouseClick(cross, Qt::LeftButton);
        QCOMPARE(removed.count(), 2);
        chip.setRemovable(false);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(removed.count(), 2);
    }

    void aSearchSettlesOnceTypingRestsOrEnterIsPressed()
    {
        SearchField field(*m_theme, u"Filter bookings"_s, {});
        field.setDelay(20);
        QSignalSpy settled(&field, &SearchField::settled);
        field.show();
        QTest::keyClicks(&field, u"nord"_s);
        QCOMPARE(settled.count(), 0);
        QTRY_COMPARE(settled.count(), 1);
        QCOMPARE(settled.last().first().toString(), u"nord"_s);
        field.setDelay(60000);
        QTest::keyClicks(&field, u"licht "_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(settled.count(), 2);
        QCOMPARE(settled.last().first().toString(), u"nordlicht"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(settled.count(), 2);
    }

    void theSameWordsSearchAgainAfterThePageClearedThem()
    {
        // The field once kept what it had last emitted, and thought that nothing had changed.
        SearchField field(*m_theme, u"Filter bookings"_s, {});
        QSignalSpy settled(&field, &SearchField::settled);
        QSignalSpy down(&field, &SearchField::downPressed);
        field.show();
        QTest::keyClicks(&field, u"nord"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        field.setQuery({});
        {
            const QSignalBlocker quiet(&field);
            field.setText(u"other"_s);
            field.setText({});
        }
        QTest::qWait(200);
        QCOMPARE(settled.count(), 1);
        QTest::keyClicks(&field, u"nord"_s);
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(settled.count(), 2);
        QCOMPARE(down.count(), 1);
    }

    void escapeEmptiesASearchAndThenLeavesIt()
    {
        SearchField field(*m_theme, u"Filter bookings"_s, {});
        QSignalSpy settled(&field, &SearchField::settled);
        QSignalSpy escaped(&field, &SearchField::escaped);
        field.show();
        QTest::keyClicks(&field, u"x"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(field.text(), QString());
        QCOMPARE(settled.last().first().toString(), QString());
        QCOMPARE(escaped.count(), 0);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(escaped.count(), 1);
    }

    void placeholdersAreInFullInk()
    {
        // The style sheet once gave fields a colour, which Qt turns into a placeholder of half its strength.
        SearchField field(*m_theme, u"Filter bookings"_s, u"Reference"_s);
        field.show();
        QCOMPARE(field.palette().color(QPalette::PlaceholderText), m_theme->colour(Token::Text3));
        QCOMPARE(field.palette().color(QPalette::Text), m_theme->colour(Token::Text));
    }

    void tabsAndSegmentsMoveByArrowsAndClicks()
    {
        TabBar tabs(*m_theme, u"Views"_s);
        tabs.addTab(u"All"_s);
        tabs.addTab(u"Today"_s);
        tabs.setCount(1, 418);
        tabs.show();
        QTest::keyClick(&tabs, Qt::Key_Right);
        QCOMPARE(tabs.currentIndex(), 1);
        QCOMPARE(tabs.accessibleTabName(1), u"Today, 418"_s);
        QTest::mouseClick(&tabs, Qt::LeftButton, {}, tabs.tabRect(0).center());
        QCOMPARE(tabs.currentIndex(), 0);

        SegmentedControl kinds(*m_theme, u"Kind"_s, { u"Cancel"_s, u"Move"_s });
        kinds.show();
        QTest::keyClick(&kinds, Qt::Key_Right);
        QCOMPARE(kinds.currentIndex(), 1);
    }

    void aSwitchTurnsByKeyAndMouse()
    {
        Switch toggle(*m_theme, u"Notify both"_s);
        toggle.show();
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(toggle.isChecked());
        QTest::mouseClick(&toggle, Qt::LeftButton);
        QVERIFY(!toggle.isChecked());
    }

    void aComboBoxIgnoresTheWheelWithoutFocus()
    {
        ComboBox combo(*m_theme);
        combo.addItems({ u"One"_s, u"Two"_s });
        QWheelEvent down(QPointF(5, 5), QPointF(5, 5), {}, { 0, -120 }, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&combo, &down);
        QCOMPARE(combo.currentIndex(), 0);
    }

    void aQuickAnswerShowsNoSkeleton()
    {
        auto *content = new QWidget;
        StateStack stack(*m_theme, content, Skeleton::Shape::Rows);
        stack.show();
        stack.showLoading();
        QVERIFY(stack.isShowingContent());
        stack.showContent();
        QTest::qWait(200);
        QVERIFY(stack.isShowingContent());
        stack.showLoading();
        QTRY_COMPARE(stack.currentWidget(), stack.skeleton());
        QSignalSpy retried(&stack, &StateStack::actionTriggered);
        stack.showWords(EmptyState::Kind::Error, u"The list could not be read"_s, u"Try again."_s, u"Try again"_s);
        QTest::mouseClick(stack.words()->action(), Qt::LeftButton);
        QCOMPARE(retried.count(), 1);
    }

    void aBannersActionAndCrossAreHeard()
    {
        Banner banner(*m_theme);
        banner.setContent(Banner::Kind::Offline, u"No connection"_s, u"Trying again in 8 s."_s);
        banner.setActionText(u"Try now"_s);
        banner.setDismissible(true);
        QSignalSpy tried(&banner, &Banner::actionTriggered);
        QSignalSpy dismissed(&banner, &Banner::dismissed);
        banner.show();
        const QList<Button *> buttons = banner.findChildren<Button *>();
        for (Button *button : buttons)
            QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(tried.count(), 1);
        QCOMPARE(dismissed.count(), 1);
    }

    void paintedValuesAreReadAsText()
    {
        StatePill pill(*m_theme, u"Confirmed"_s, Tone::Ok);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&pill);
        QVERIFY(spoken != nullptr);
        QCOMPARE(spoken->role(), QAccessible::StaticText);
        QCOMPARE(spoken->text(QAccessible::Name), u"Confirmed"_s);
        pill.setState(u"Cancelled"_s, Tone::Mute);
        QCOMPARE(spoken->text(QAccessible::Name), u"Cancelled"_s);
    }

    void aScrollAreaAskedForAChildThatHasGoneSaysThatThereIsNone()
    {
        QScrollArea area;
        auto *content = new QWidget;
        content->setMinimumSize(100, 900);
        area.setWidget(content);
        area.resize(200, 200);
        area.show();
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&area);
        QVERIFY(spoken != nullptr);
        const int counted = spoken->childCount();
        QVERIFY(counted >= 2); // the viewport and a scroll bar
        QCOMPARE(spoken->child(0)->object(), area.viewport());
        content->setMinimumSize(100, 100);
        content->resize(100, 100);
        QTRY_VERIFY(!area.verticalScrollBar()->isVisible());
        QCOMPARE(spoken->child(counted), nullptr);
        QCOMPARE(spoken->child(1000), nullptr);
        QCOMPARE(spoken->child(-1), nullptr);
        QVERIFY(spoken->child(0) != nullptr);
    }

    void aTableHoversWholeRowsSortsByHeaderAndKeepsItsRowHeight()
    {
        QStandardItemModel model(3, 2);
        model.setHorizontalHeaderLabels({ u"Booking"_s, u"Amount"_s });
        QAbstractItemModelTester tester(&model);
        DenseTable table(*m_theme, u"Bookings"_s);
        table.setModel(&model);
        table.setColumnKind(1, CellKind::Money);
        table.resize(400, 300);
        table.show();
        QCOMPARE(table.rowHeight(0), 44);
        table.setDensity(DenseTable::Density::Compact);
        QCOMPARE(table.rowHeight(0), 32);
        QSignalSpy sorted(table.header(), &QHeaderView::sortIndicatorChanged);
        QTest::mouseClick(table.header()->viewport(), Qt::LeftButton, {}, QPoint(table.columnWidth(0) + 10, 10));
        QCOMPARE(sorted.count(), 1);
        QCOMPARE(table.header()->sortIndicatorSection(), 1);
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_Down);
        QCOMPARE(table.currentIndex().row(), 1);
        const QImage plain = table.grab().toImage();
        table.setHoveredRow(2);
        QVERIFY(table.grab().toImage() != plain);
    }

    void aTimelineTellsWhatWasChosen()
    {
        Timeline timeline(*m_theme, u"Timeline"_s);
        timeline.setEntries({ { u"mail"_s, u"Sent"_s, u"today"_s, {}, Tone::Mute, u"e1"_s }, { u"check"_s, u"Accepted"_s, u"today"_s, {}, Tone::Ok, u"e2"_s } });
        QSignalSpy chosen(&timeline, &Timeline::chosen);
        timeline.show();
        QVERIFY(timeline.currentIndex().isValid());
        QTest::keyClick(&timeline, Qt::Key_Down);
        QTest::keyClick(&timeline, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), u"e2"_s);
        QCOMPARE(timeline.model()->index(0, 0).data(Qt::AccessibleTextRole).toString(), u"Sent, today"_s);
    }

    // Of what is still ahead no line stands out.
    void whatIsAheadInATimelineIsDimInBothLines()
    {
        Timeline timeline(*m_theme, u"Timeline"_s);
        timeline.setFocusPolicy(Qt::NoFocus);
        timeline.setEntries({ { u"mail"_s, u"Will be"_s, u"IIIIII"_s, {}, Tone::Mute, u"e1"_s, true } });
        timeline.show();
        const auto darkest = [](const QImage &image, const QRect &part) {
            int least = 255;
            for (int y = part.top(); y <= part.bottom(); ++y) {
                for (int x = part.left(); x <= part.right(); ++x)
                    least = std::min(least, qGray(image.pixel(x, y)));
            }
            return least;
        };
        const QImage image = timeline.grab().toImage();
        const int title = darkest(image, QRect(40, 4, 100, 18)), detail = darkest(image, QRect(40, 22, 100, 18));
        QVERIFY(title < 200); // there are words
        QVERIFY2(detail >= title - 4 && detail < 200, qPrintable(u"%1, %2"_s.arg(title).arg(detail)));
    }

    void chipsContinueBelowWhenTheLineIsFull()
    {
        QWidget page;
        auto *flow = new FlowLayout(8, 8, &page);
        for (int i = 0; i < 6; ++i) {
            auto *box = new QWidget;
            box->setFixedSize(90, 28);
            flow->addWidget(box);
        }
        QCOMPARE(flow->heightForWidth(600), 28);
        QCOMPARE(flow->heightForWidth(300), 28 * 2 + 8);
        page.setLayoutDirection(Qt::RightToLeft);
        page.resize(300, 64);
        flow->setGeometry(page.rect());
        QCOMPARE(flow->itemAt(0)->geometry().right(), page.rect().right());
    }

private:
    std::unique_ptr<Theme> m_theme;
};

} // namespace steward

QTEST_MAIN(steward::ControlsTest)
#include "controls_test.moc"
