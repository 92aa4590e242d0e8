// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/widgets/command_palette.h"
#include "views/widgets/overlay.h"
#include "views/widgets/palette_model.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// What assistive technology, keys and the command palette find on the console's window.
class PaletteTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    QTemporaryDir m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;

    /// Opens the palette, types the action's own words and chooses it with Enter.
    bool chooseInPalette(const QString &id)
    {
        auto *palette = m_room->window->findChild<CommandPalette *>();
        QTest::keyClick(m_room->window.get(), Qt::Key_K, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return palette->isVisible(); }))
            return false;
        palette->field()->setText(m_room->window->actions().find(id)->text());
        auto *model = palette->results()->model();
        int row = -1;
        for (int candidate = 0; candidate < model->rowCount(); ++candidate) {
            if (model->index(candidate, 0).data(PaletteModel::id_role).toString() == id)
                row = candidate;
        }
        if (row < 0)
            return false;
        palette->results()->setCurrentIndex(model->index(row, 0));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        return true;
    }

    /// The booking in the details, no form and nothing over the window.
    void settle()
    {
        while (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        for (Overlay *overlay : m_room->window->findChildren<Overlay *>()) {
            if (overlay->isVisible())
                overlay->closeOverlay();
        }
        if (m_room->find("activity.form")) {
            QTRY_VERIFY(m_room->isEnabled("activity.back"));
            m_room->press("activity.back");
            QTRY_VERIFY(!m_room->find("activity.form"));
        }
        for (auto *dismiss : m_room->window->findChildren<QAbstractButton *>(u"toast.dismiss"_s)) {
            if (dismiss->isVisible())
                dismiss->click();
        }
        QTRY_VERIFY(!m_room->find("bookings.copy-progress")); // what the action before began is over
        m_room->window->showArea(0);
        m_room->window->area(0)->open(m_booking);
        QTRY_VERIFY(m_room->find("booking.override-cancel"));
        if (m_room->find("booking.past-now"))
            m_room->press("booking.past-now"); // an action before looked at how it was
        QTRY_VERIFY(!m_room->find("booking.past-now"));
    }

private slots:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->backend.reset();
        m_booking = m_house->book(30);
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder.path(), m_house->enter(u"operations"_s));
        QTRY_VERIFY(m_room->model()->rowCount() > 0);
        settle();
    }
    void cleanupTestCase()
    {
        m_room.reset();
        m_house.reset();
    }

    void everyActionCanBeReachedFromThePalette_data()
    {
        QTest::addColumn<QString>("id");
        for (const QAction *action : m_room->window->actions().all()) {
            const QString id = action->objectName();
            if (id != "window.quit"_L1 && id != "window.open-palette"_L1) // one ends the test with its window, the other is how all are reached
                QTest::newRow(qPrintable(action->objectName())) << action->objectName();
        }
    }
    void everyActionCanBeReachedFromThePalette()
    {
        QFETCH(QString, id);
        settle();
        QAction *action = m_room->window->actions().find(id);
        QVERIFY2(!action->text().isEmpty(), "an action says what it does");
        QSignalSpy spy(action, &QAction::triggered);
        QVERIFY2(chooseInPalette(id), "it stands in the palette");
        if (action->isEnabled()) {
            QTRY_COMPARE(spy.count(), 1);
        } else {
            QCOMPARE(spy.count(), 0);
            QVERIFY2(!Actions::refusal(action).isEmpty(), "a disabled action says why");
        }
    }

    void recordsAreFoundByWords()
    {
        settle();
        auto *palette = m_room->window->findChild<CommandPalette *>();
        QTest::keyClick(m_room->window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(palette->field(), m_house->referenceOf(m_booking).mid(3));
        const auto found = [&] {
            auto *model = palette->results()->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data().toString().startsWith(m_house->referenceOf(m_booking)))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(found());
    }

    // Reference section 4 of the accessibility rules, over everything that is to be seen with a form open.
    void everyControlHasANameAndAnId()
    {
        settle();
        m_room->press("booking.override-cancel");
        QTRY_VERIFY(m_room->find("activity.reason-code"));
        QSet<QString> ids;
        QStringList faults;
        for (QWidget *widget : m_room->window->findChildren<QWidget *>()) {
            const bool focusable = (widget->focusPolicy() & Qt::TabFocus) != 0;
            if (!focusable || !widget->isVisible() || widget->inherits("QScrollArea") || widget->inherits("QAbstractScrollAreaViewport"))
                continue;
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            const QString what = QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName() + u" in "_s
                + widget->parentWidget()->objectName() + u": "_s + (spoken != nullptr ? spoken->text(QAccessible::Name) : QString());
            const bool isNamed = spoken != nullptr && (!spoken->text(QAccessible::Name).isEmpty() || qobject_cast<QComboBox *>(widget) != nullptr);
            if (!isNamed)
                faults << what + u": no accessible name"_s;
            if (widget->objectName().isEmpty() || widget->objectName().startsWith("qt_"_L1))
                faults << what + u": no id"_s;
            else if (ids.contains(widget->objectName()))
                faults << what + u": id twice"_s;
            ids.insert(widget->objectName());
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
        QVERIFY(ids.size() > 20);
    }

    void keysWorkInTheListAndNotInFields()
    {
        settle();
        m_room->window->actions().find(u"bookings.clear-filter"_s)->trigger();
        m_room->window->actions().find(u"bookings.view-1"_s)->trigger();
        QTRY_VERIFY(m_room->view->isVisible());
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
        m_room->view->setFocus();
        QTest::keyClick(m_room->view, Qt::Key_O);
        QTRY_VERIFY(m_room->find("activity.form"));
        auto *note = m_room->find<QLineEdit>("activity.reason-note");
        note->setFocus();
        QTest::keyClicks(note, u"o/?gb"_s);
        QCOMPARE(note->text(), u"o/?gb");
        QVERIFY(m_room->find("activity.form"));
    }
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
