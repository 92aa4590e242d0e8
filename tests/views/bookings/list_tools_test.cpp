// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/shell/list/shown_columns.h"
#include "views/widgets/header_view.h"

#include <QJsonArray>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// What an operator makes of the list of bookings: its columns, views of its own, copies.
class ListToolsTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;

    void openRoom()
    {
        m_room.reset();
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        QTRY_VERIFY(m_room->model()->rowCount() > 0);
    }
    [[nodiscard]] HeaderView *header() const { return m_room->view->header(); }
    /// The headings that are to be seen, in their order.
    [[nodiscard]] QStringList headings() const
    {
        QStringList titles;
        for (int visual = 0; visual < header()->count(); ++visual) {
            const int column = header()->logicalIndex(visual);
            if (!header()->isSectionHidden(column))
                titles << m_room->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        }
        return titles;
    }
    [[nodiscard]] int column(const QString &title) const
    {
        for (int column = 0; column < header()->count(); ++column) {
            if (m_room->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole) == title)
                return column;
        }
        return -1;
    }
    [[nodiscard]] int widthOf(const QString &title) const { return header()->sectionSize(column(title)); }
    void run(const QString &action) const { m_room->window->actions().find(action)->trigger(); }
    [[nodiscard]] bool may(const QString &action) const { return m_room->window->actions().find(action)->isEnabled(); }
    /// The chooser, with that column as its current line.
    QListWidget *choose(const QString &title)
    {
        if (!m_room->find("columns.list"))
            run(u"bookings.choose-columns"_s);
        auto *list = m_room->find<QListWidget>("columns.list");
        list->setCurrentItem(list->findItems(title, Qt::MatchStartsWith).constFirst());
        return list;
    }
    /// Fills the chooser anew, as a change is told.
    static void settle() { QCoreApplication::sendPostedEvents(); }
    void pressChooser(const QString &title, int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(choose(title), static_cast<Qt::Key>(key), modifiers);
        settle();
    }

    const QStringList m_usual { u"Booking"_s, u"Parties"_s, u"Start"_s, u"State"_s, u"Amount"_s };

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->backend.reset(); // an operator has six connections at most
        for (int booking = 0; booking < 6; ++booking)
            m_house->book(24 + 3 * booking);
    }
    void cleanupTestCase() { m_house.reset(); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        openRoom();
    }
    void cleanup()
    {
        m_room.reset();
        m_folder.reset();
    }

    void columnsAreChosenMovedAndWidenedByKeysAndKept()
    {
        QCOMPARE(headings(), m_usual);
        QVERIFY(!may(u"bookings.usual-columns"_s));
        pressChooser(u"Customer"_s, Qt::Key_Space);
        pressChooser(u"Parties"_s, Qt::Key_Space);
        QCOMPARE(headings(), QStringList({ u"Booking"_s, u"Start"_s, u"State"_s, u"Amount"_s, u"Customer"_s }));
        pressChooser(u"Customer"_s, Qt::Key_Up, Qt::AltModifier);
        pressChooser(u"Customer"_s, Qt::Key_Up, Qt::AltModifier);
        pressChooser(u"Start"_s, Qt::Key_Down, Qt::AltModifier);
        const QStringList wanted { u"Booking"_s, u"Customer"_s, u"Start"_s, u"State"_s, u"Amount"_s };
        QCOMPARE(headings(), wanted);
        const int before = widthOf(u"Start"_s);
        pressChooser(u"Start"_s, Qt::Key_Plus);
        pressChooser(u"Start"_s, Qt::Key_Plus);
        pressChooser(u"Start"_s, Qt::Key_Minus);
        QCOMPARE(widthOf(u"Start"_s), before + 16);
        openRoom();
        QCOMPARE(headings(), wanted);
        QCOMPARE(widthOf(u"Start"_s), before + 16);
        run(u"bookings.usual-columns"_s);
        QCOMPARE(headings(), m_usual);
        openRoom();
        QCOMPARE(headings(), m_usual);
    }

    void theColumnThatNamesTheRowIsAlwaysShown()
    {
        pressChooser(u"Booking"_s, Qt::Key_Space);
        QCOMPARE(headings(), m_usual);
        auto *columns = m_room->window->findChild<ShownColumns *>();
        columns->setLayout(QJsonObject { { u"columns"_s, QJsonArray { QJsonObject { { u"id"_s, u"state"_s } } } } });
        QCOMPARE(headings(), QStringList({ u"Booking"_s, u"State"_s }));
    }

    void columnsAreDraggedAndWidenedByTheMouse()
    {
        const int wide = widthOf(u"Start"_s);
        const QPoint edge(header()->sectionViewportPosition(column(u"Start"_s)) + wide - 1, 10);
        const int others = widthOf(u"Booking"_s);
        QTest::mousePress(header()->viewport(), Qt::LeftButton, {}, edge);
        QTest::mouseMove(header()->viewport(), edge + QPoint(20, 0));
        QTest::mouseMove(header()->viewport(), edge + QPoint(40, 0));
        QCOMPARE(widthOf(u"Booking"_s), others); // nothing runs away from under the mouse
        QTest::mouseRelease(header()->viewport(), Qt::LeftButton, {}, edge + QPoint(40, 0));
        QTRY_COMPARE(widthOf(u"Start"_s), wide + 40);
        QTRY_VERIFY(widthOf(u"Booking"_s) < others);
        openRoom();
        QCOMPARE(widthOf(u"Start"_s), wide + 40);
        const auto middle = [this](const QString &title) { return QPoint(header()->sectionViewportPosition(column(title)) + widthOf(title) / 2, 10); };
        const QPoint from = middle(u"State"_s), to = middle(u"Parties"_s) - QPoint(30, 0);
        QTest::mousePress(header()->viewport(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 10; ++step)
            QTest::mouseMove(header()->viewport(), from + (to - from) * step / 10);
        QTest::mouseRelease(header()->viewport(), Qt::LeftButton, {}, to);
        QCOMPARE(headings(), QStringList({ u"Booking"_s, u"State"_s, u"Parties"_s, u"Start"_s, u"Amount"_s }));
    }

    void aHeadingOffersWhatCanBeDoneWithItsColumn()
    {
        const QPoint place(header()->sectionViewportPosition(column(u"Parties"_s)) + 20, 10);
        emit header()->customContextMenuRequested(place);
        auto *menu = header()->findChild<QMenu *>(u"columns.heading-menu"_s);
        QVERIFY(menu->isVisible());
        const auto entry = [menu](const QString &text) {
            const QList<QAction *> all = menu->actions();
            const auto found = std::ranges::find(all, text, &QAction::text);
            return found == all.end() ? nullptr : *found;
        };
        QVERIFY(!entry(u"Usual columns"_s)->isEnabled());
        entry(u"Hide Parties"_s)->trigger();
        menu->close();
        QCOMPARE(headings(), QStringList({ u"Booking"_s, u"Start"_s, u"State"_s, u"Amount"_s }));
    }

    // The list is narrow beside the details: a width that was given gives way last, and nothing is cut off.
    void whatTheOperatorGaveGivesWayLast()
    {
        auto *columns = m_room->window->findChild<ShownColumns *>();
        const int viewport = m_room->view->viewport()->width();
        columns->widen(column(u"Parties"_s), 60);
        const int given = widthOf(u"Parties"_s);
        m_room->window->resize(m_room->window->width() - 200, 900);
        QTRY_COMPARE(m_room->view->viewport()->width(), viewport - 200);
        QCOMPARE(widthOf(u"Parties"_s), given);
        m_room->window->resize(960, 700);
        QTRY_VERIFY(m_room->view->viewport()->width() < viewport - 400);
        QVERIFY(header()->length() <= m_room->view->viewport()->width());
        for (const ColumnShape &shape : columns->shapes()) {
            if (shape.isUsual)
                QVERIFY2(widthOf(shape.title) >= shape.least, qPrintable(shape.title));
        }
    }
};

QTEST_MAIN(ListToolsTest)
#include "list_tools_test.moc"
