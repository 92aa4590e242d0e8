// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/bookings/console_room.h"
#include "views/shell/link_status.h"
#include "views/widgets/overlay.h"

#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;

/// What people will be told stands in the form, in their words or the operator's, or is left out with a reason.
class SaidTest : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<House> m_house;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleRoom> m_room;
    qint64 m_booking = 0;

    void enter()
    {
        m_room.reset();
        m_room = std::make_unique<ConsoleRoom>(m_theme, m_folder->path(), m_house->enter(u"operations"_s));
        m_room->window->area(0)->open(m_booking);
        QTRY_COMPARE_WITH_TIMEOUT(m_room->text("booking.reference"), m_house->referenceOf(m_booking), 20'000);
        QTRY_VERIFY(m_room->find("booking.override-cancel")); // disabled where the form of last time is back
    }
    void openForm()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_room->isEnabled("booking.override-cancel"), 20'000);
        m_room->press("booking.override-cancel");
        QTRY_VERIFY(m_room->find("activity.reason-code"));
        auto *code = m_room->find<QComboBox>("activity.reason-code");
        code->setCurrentIndex(code->findText(u"Provider cannot come"_s));
        emit code->activated(code->currentIndex());
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }
    /// The editor of one of the messages that would be sent: the customer's is the first, the provider's the second.
    void edit(const char *button)
    {
        QTRY_VERIFY(m_room->isEnabled(button));
        m_room->find<QAbstractButton>(button)->click(); // it may lie below what the window shows of the form
        QTRY_VERIFY(m_room->find("message.keep"));
        QVERIFY(m_room->find("message")->isAncestorOf(m_room->window->focusWidget())); // the page below takes no more keys
    }
    void leaveOut(const QString &why)
    {
        edit("activity.preview-message-2");
        m_room->find<QTabBar>("message.kind")->setCurrentIndex(1);
        auto *field = m_room->find<QLineEdit>("message.why");
        field->setText(why);
        click("message.keep");
    }
    void reword(const QString &words)
    {
        edit("activity.preview-message-1");
        m_room->find<QPlainTextEdit>("message.body")->setPlainText(words);
        click("message.keep");
        QTRY_COMPARE(m_room->text("activity.message-note-1"), u"In other words than the template’s");
    }
    [[nodiscard]] QString held(const QString &column, const QString &audience) const
    {
        return m_house->database.value(u"select %1 from market.message where booking_id = %2 and audience = '%3' and template ~ 'cancelled'"_s.arg(column).arg(m_booking).arg(audience));
    }

    /// Of a card that has just come up, and may not be laid out yet.
    void click(const char *button) const
    {
        QVERIFY(m_room->isEnabled(button));
        m_room->find<QAbstractButton>(button)->click();
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.apply(Theme::Choice::Light);
        m_house = std::make_unique<House>();
        m_house->furnish();
        m_house->backend.reset(); // an operator has six connections at most
    }
    void init()
    {
        static int hours = 24;
        m_booking = m_house->book(hours += 3);
        m_room.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        enter();
        openForm();
    }
    void cleanupTestCase()
    {
        m_room.reset();
        m_house.reset();
    }

    void whatIsSentIsReadWholeBeforeItIsSent()
    {
        QTRY_VERIFY(m_room->text("activity.message-text-1").contains(u"Guten Tag Chloë Lindner"_s));
        QVERIFY(m_room->text("activity.message-text-1").contains(m_house->referenceOf(m_booking)));
        QVERIFY(m_room->text("activity.message-text-2").contains(m_house->referenceOf(m_booking)));
    }

    void otherWordsAreSeenAndSentAndTheTemplateStays()
    {
        QTRY_VERIFY(m_room->find("activity.message-text-1"));
        const QString before = m_room->text("activity.message-text-1");
        reword(u"Liebe Chloë, das tut uns leid."_s);
        QVERIFY(m_room->text("activity.message-text-1").contains(u"Liebe Chloë, das tut uns leid."_s));
        edit("activity.preview-message-1");
        QCOMPARE(m_room->find<QPlainTextEdit>("message.body")->toPlainText(), u"Liebe Chloë, das tut uns leid.");
        click("message.former");
        click("message.keep");
        QTRY_COMPARE(m_room->text("activity.message-text-1"), before);
        QTRY_VERIFY(!m_room->find("activity.message-note-1"));
        reword(u"Liebe Chloë, das tut uns leid."_s);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"body"_s, u"customer"_s), u"Liebe Chloë, das tut uns leid.");
        QCOMPARE(held(u"state"_s, u"provider"_s), u"queued");
        QTRY_VERIFY(m_room->isEnabled("activity.preview-message-1"));
        click("activity.preview-message-1"); // what was done can be read, and no more
        QTRY_VERIFY(m_room->find("message.body"));
        QVERIFY(m_room->find<QPlainTextEdit>("message.body")->isReadOnly());
        QVERIFY(!m_room->find("message.keep"));
    }

    void silenceNeedsAReasonAndIsToldInTheTimeline()
    {
        leaveOut(u"ok"_s);
        QVERIFY(m_room->find("message.keep")); // it stays, and says at the field what is missing
        m_room->find<QLineEdit>("message.why")->setText(u"They told us themselves"_s);
        click("message.keep");
        QTRY_VERIFY(m_room->text("activity.message-note-2").startsWith(u"Left out"_s));
        QVERIFY(!m_room->find("activity.message-text-2"));
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"state"_s, u"provider"_s), u"silent");
        QCOMPARE(held(u"state"_s, u"customer"_s), u"queued");
    }

    void aboutMoneyNobodyIsLeftInTheDark()
    {
        edit("activity.preview-message-1");
        QVERIFY(!m_room->find("message.kind"));
        QVERIFY(m_room->text("message.duty").contains(u"gets back"_s));
        auto *subject = m_room->find<QLineEdit>("message.subject");
        subject->clear();
        click("message.keep");
        QVERIFY(m_room->find("message.keep")); // a message without a subject is none
        QTest::keyClick(subject, Qt::Key_Escape);
        QTRY_VERIFY(!m_room->find("message.keep"));
        QVERIFY(m_room->find("activity.form")); // Escape closed what lay above
    }

    // What lies above has the keys: they once confirmed the form below it, whose last words were not in yet.
    void keysStayInWhatLiesAbove()
    {
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
        edit("activity.preview-message-1");
        auto *body = m_room->find<QPlainTextEdit>("message.body");
        body->setPlainText(u"Liebe Chloë, das tut uns leid."_s);
        QTest::keyClick(body, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!m_room->find("message.keep"));
        QTRY_COMPARE(m_room->text("activity.message-note-1"), u"In other words than the template’s");
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        for (const auto *action : { "window.open-palette", "window.show-keys", "bookings.jump-to-date", "bookings.choose-columns" }) {
            m_room->window->actions().find(QLatin1String(action))->trigger();
            const QList<Overlay *> all = m_room->window->findChildren<Overlay *>();
            const auto above = std::ranges::find_if(all, &Overlay::isVisible);
            QVERIFY2(above != all.end(), action);
            QVERIFY2(m_room->window->focusWidget() == *above || (*above)->isAncestorOf(m_room->window->focusWidget()), action);
            QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
            QTest::qWait(50);
            QVERIFY2(m_room->text("activity.confirm").startsWith(u"Cancel"_s), action);
            for (Overlay *overlay : m_room->window->findChildren<Overlay *>())
                overlay->closeOverlay();
        }
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
        m_room->find("activity.form")->setFocus();
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Return, Qt::ControlModifier); // with nothing above
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(held(u"body"_s, u"customer"_s), u"Liebe Chloë, das tut uns leid.");
    }

    // There Enter chooses an outcome to compare with, however it is pressed; nothing is done yet.
    void theChoiceOfAnOutcomeConfirmsNothing()
    {
        m_room->window->activateWindow();
        QTRY_VERIFY(m_room->window->isActiveWindow());
        m_room->window->actions().find(u"booking.compare"_s)->trigger();
        QTest::keyClick(m_room->window->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTest::qWait(300);
        QVERIFY(!m_room->find("activity.result"));
        QCOMPARE(m_house->stateOf(m_booking), u"confirmed");
    }

    void whatIsDoneIsNotPutIntoOtherWords()
    {
        QTRY_VERIFY(m_room->find("activity.message-text-1"));
        edit("activity.preview-message-1");
        m_room->find<QPlainTextEdit>("message.body")->setPlainText(u"Zu spät."_s);
        m_room->find<QAbstractButton>("activity.confirm")->click(); // by whatever way
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QCOMPARE(m_room->text("activity.confirm"), u"Undo");
        click("message.keep");
        QTRY_VERIFY(!m_room->find("message.keep"));
        QTest::qWait(300);
        QCOMPARE(m_room->text("activity.confirm"), u"Undo");
        QVERIFY(held(u"body"_s, u"customer"_s) != u"Zu spät.");
    }

    void withoutALinkNothingIsConfirmed()
    {
        LinkStatus &link = m_room->visit().link;
        const Link live = link.shown();
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        Link lost = live;
        lost.state = Link::State::Reconnecting;
        link.set(lost);
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        QVERIFY(m_room->find("activity.confirm")->toolTip().contains(u"when the link is back"_s));
        QVERIFY(!m_room->window->actions().find(u"booking.confirm"_s)->isEnabled());
        link.set(live);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
        QVERIFY(m_room->window->actions().find(u"booking.confirm"_s)->isEnabled());
        m_room->press("activity.confirm");
        QTRY_VERIFY(m_room->text("activity.result").startsWith(u"Done"));
        QTRY_VERIFY(m_room->isEnabled("activity.confirm")); // now Undo
        link.set(lost);
        QVERIFY(!m_room->isEnabled("activity.confirm"));
        link.set(live);
        QTRY_VERIFY(m_room->isEnabled("activity.confirm"));
    }

    // Lines once were as wide as before the bar came, and cut at its edge.
    void theBarTakesNoRoomFromTheLines()
    {
        const auto *panel = m_room->find("activity.effects");
        const auto *scroll = qobject_cast<QScrollArea *>(panel->parentWidget()->parentWidget()->parentWidget());
        QVERIFY(scroll);
        QTRY_VERIFY(m_room->find("activity.message-text-1"));
        const auto isWhole = [&] {
            for (const QLabel *label : panel->findChildren<QLabel *>()) {
                if (!label->isVisible())
                    continue;
                if (label->mapTo(scroll->viewport(), QPoint(label->width(), 0)).x() > scroll->viewport()->width())
                    return false;
                if (label->wordWrap() && label->height() < label->heightForWidth(label->width()))
                    return false;
            }
            return true;
        };
        m_room->window->resize(1440, 2400);
        QTRY_VERIFY(!scroll->verticalScrollBar()->isVisible());
        QTRY_VERIFY(isWhole());
        const int width = panel->width(), form = scroll->width();
        m_room->window->resize(1440, 640);
        QTRY_VERIFY(scroll->verticalScrollBar()->isVisible());
        QTRY_VERIFY(isWhole());
        QCOMPARE(scroll->width(), form);
        QTRY_COMPARE(panel->width(), width);
        m_room->window->setLayoutDirection(Qt::RightToLeft);
        QTRY_VERIFY(isWhole());
        QTRY_COMPARE(panel->width(), width);
    }

    void wordsSurviveACrash()
    {
        reword(u"Liebe Chloë, das tut uns leid."_s);
        QTest::qWait(800); // drafts are kept once typing rests
        enter();
        QTRY_VERIFY(m_room->find("activity.form") || m_room->isEnabled("booking.override-cancel"));
        if (!m_room->find("activity.form"))
            m_room->press("booking.override-cancel");
        QTRY_COMPARE(m_room->text("activity.message-note-1"), u"In other words than the template’s");
        m_room->press("activity.close");
    }
};

QTEST_MAIN(SaidTest)
#include "said_test.moc"
