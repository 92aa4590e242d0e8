// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/combo_box.h"
#include "views/widgets/confirm_bar.h"
#include "views/widgets/effects_panel.h"
#include "views/widgets/field.h"
#include "views/widgets/key_value.h"
#include "views/widgets/label.h"
#include "views/widgets/ledger_table.h"
#include "views/widgets/money_split.h"
#include "views/widgets/reason_field.h"
#include "views/widgets/split_handle.h"
#include "views/widgets/state_pill.h"
#include "views/widgets/value_accessible.h"

#include <QAccessible>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace steward {

class FormsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        registerAccessibleValues();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(Theme::Choice::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_split = std::make_unique<MoneySplit>(*m_theme);
        m_split->setNames(u"override"_s);
        m_split->setTotal(euro(12400), 7440, 4960);
        m_split->resize(420, 140);
        m_split->show();
        m_changed = std::make_unique<QSignalSpy>(m_split.get(), &MoneySplit::changed);
    }
    void cleanup()
    {
        QCOMPARE(m_split->toCustomer().minor + m_split->toProvider().minor + m_split->toPlatform().minor, m_split->total().minor);
        m_changed.reset();
        m_split.reset();
    }

    void sharesAreTypedToTheMinorUnit()
    {
        type(u"override.to-customer"_s, u"74.41"_s);
        QCOMPARE(m_split->toCustomer().minor, 7441);
        QCOMPARE(m_split->toProvider().minor, 4959);
        QCOMPARE(m_split->toPlatform().minor, 0);
        type(u"override.to-provider"_s, u"40"_s);
        QCOMPARE(m_split->toCustomer().minor, 7441);
        QCOMPARE(m_split->toPlatform().minor, 959);
        QVERIFY(m_changed->count() > 0);
        QVERIFY(m_split->isValid());
    }

    // The last good figures once stood there in full strength while another amount was half typed.
    void aHalfTypedAmountShowsNoFigureThatCouldBeTakenForIt()
    {
        const auto texts = [&] {
            QStringList all;
            for (const QLabel *label : m_split->findChildren<QLabel *>()) {
                if (label->isVisible())
                    all << label->text();
            }
            return all.join(u'|');
        };
        QVERIFY(texts().contains(u"€74.40"));
        type(u"override.to-customer"_s, u"74.4x"_s);
        QVERIFY(!m_split->isValid());
        QVERIFY2(!texts().contains(u"€74.40") && !texts().contains(u'%'), qPrintable(texts()));
        QVERIFY(texts().contains(u"being typed"));
        type(u"override.to-customer"_s, u"50"_s);
        QVERIFY(texts().contains(u"€50.00"));
    }

    // Correcting an amount to what it had been before once told nobody: the form kept waiting for it.
    void anAmountPutBackAsItWasIsNewsAfterAWrongOne()
    {
        type(u"override.to-customer"_s, u"74.4x"_s);
        m_changed->clear();
        type(u"override.to-customer"_s, u"74.40"_s);
        QVERIFY(m_split->isValid());
        QVERIFY(m_changed->count() > 0);
        QCOMPARE(m_split->toCustomer().minor, 7440);
    }

    void figuresAreQuieterUntilTheirEffectsAreKnown()
    {
        const auto *figure = m_split->findChild<QLabel *>(u"override.to-platform"_s);
        const QColor known = figure->palette().color(QPalette::WindowText);
        m_split->setSettled(false);
        QVERIFY(figure->palette().color(QPalette::WindowText) != known);
        m_split->setSettled(true);
        QCOMPARE(figure->palette().color(QPalette::WindowText), known);
    }

    void thePlatformsShareIsKeptWhileTheCustomersIsTyped()
    {
        m_split->setTotal(euro(12400), 2400, 8000); // the platform keeps 20.00
        type(u"override.to-customer"_s, u"54.00"_s);
        QCOMPARE(m_split->toPlatform().minor, 2000);
        QCOMPARE(m_split->toProvider().minor, 5000);
        type(u"override.to-customer"_s, u"124.00"_s);
        QCOMPARE(m_split->toPlatform().minor, 0);
    }

    void whatCannotBeTakenIsRefusedAtTheFieldAndChangesNothing_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::newRow("more than there is") << u"override.to-customer"_s << u"124.01"_s;
        QTest::newRow("not a number") << u"override.to-customer"_s << u"twelve"_s;
        QTest::newRow("nothing at all") << u"override.to-customer"_s << QString();
        QTest::newRow("below nothing") << u"override.to-customer"_s << u"-1"_s;
        QTest::newRow("more decimals than the currency has") << u"override.to-customer"_s << u"1.005"_s;
        QTest::newRow("more than the customer leaves") << u"override.to-provider"_s << u"49.61"_s;
    }
    void whatCannotBeTakenIsRefusedAtTheFieldAndChangesNothing()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        auto *line = m_split->findChild<QLineEdit *>(field);
        line->selectAll();
        line->insert(typed); // in one go, as from the clipboard
        QVERIFY(!m_split->isValid());
        QCOMPARE(m_split->toCustomer().minor, 7440);
        QCOMPARE(m_split->toProvider().minor, 4960);
        type(field, u"10"_s);
        QVERIFY(m_split->isValid());
    }

    void theHandleMovesByAHundredthAndByOneMinorUnit()
    {
        auto *handle = m_split->findChild<SplitHandle *>(u"override.customer-handle"_s);
        QTest::keyClick(handle, Qt::Key_Left);
        QCOMPARE(m_split->toCustomer().minor, 7440 - 124);
        QTest::keyClick(handle, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_split->toCustomer().minor, 7440 - 124 + 1);
        QTest::keyClick(handle, Qt::Key_End);
        QCOMPARE(m_split->toCustomer().minor, 12400);
        QTest::keyClick(handle, Qt::Key_Home);
        QCOMPARE(m_split->toCustomer().minor, 0);
        QCOMPARE(m_split->toProvider().minor, 12400);
        auto *second = m_split->findChild<SplitHandle *>(u"override.provider-handle"_s);
        QTest::keyClick(second, Qt::Key_PageDown);
        QCOMPARE(m_split->toPlatform().minor, 1240);
    }

    void theHandleIsDraggedInWholePercents()
    {
        auto *handle = m_split->findChild<SplitHandle *>(u"override.customer-handle"_s);
        const int track = handle->parentWidget()->width() - handle->width();
        const QPoint grip = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, grip);
        const int there = track / 4;
        const QPoint target = handle->mapFromParent(QPoint(there, 0)) + grip;
        QMouseEvent move(QEvent::MouseMove, target, handle->mapToGlobal(target), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(handle, &move);
        QTest::mouseRelease(handle, Qt::LeftButton);
        QCOMPARE(m_split->toCustomer().minor, 3100);
    }

    void currenciesWithoutDecimalsAndWithThreeAreDividedExactly()
    {
        m_split->setTotal(Money { 101, Currency { u"JPY"_s } }, 50, 51);
        QTest::keyClick(m_split->findChild<SplitHandle *>(u"override.customer-handle"_s), Qt::Key_Right);
        QCOMPARE(m_split->toCustomer().minor, 51);
        m_split->setTotal(Money { 45500, Currency { u"KWD"_s } }, 0, 0);
        type(u"override.to-customer"_s, u"45.499"_s);
        QCOMPARE(m_split->toCustomer().minor, 45499);
        m_split->setTotal(Money { 9007199254740991, Currency { u"JPY"_s } }, 1, 2);
        QTest::keyClick(m_split->findChild<SplitHandle *>(u"override.provider-handle"_s), Qt::Key_End);
        QCOMPARE(m_split->toProvider().minor, 9007199254740990);
    }

    void theHandleIsASliderToAssistiveTechnology()
    {
        auto *handle = m_split->findChild<SplitHandle *>(u"override.customer-handle"_s);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(handle);
        QVERIFY(spoken != nullptr);
        QCOMPARE(spoken->role(), QAccessible::Slider);
        QVERIFY(spoken->text(QAccessible::Value).startsWith(u"€74.40"_s));
        QVERIFY(spoken->valueInterface() != nullptr);
        QCOMPARE(spoken->valueInterface()->currentValue().toLongLong(), 7440);
        spoken->valueInterface()->setCurrentValue(100);
        QCOMPARE(m_split->toCustomer().minor, 100);
    }

    void aReasonIsCompleteWithCodeAndNoteAndSaysWhatIsMissing()
    {
        ReasonField reason(*m_theme);
        reason.setNames(u"override"_s);
        reason.setReasons({ { u"provider_absent"_s, u"Provider cannot come"_s } });
        reason.setShortestNote(10);
        reason.show();
        QVERIFY(!reason.isComplete());
        QVERIFY(reason.findChildren<Field *>().first()->error().isEmpty()); // nothing is held against who has not tried yet
        QVERIFY(!reason.check());
        for (const Field *field : reason.findChildren<Field *>())
            QVERIFY(!field->error().isEmpty());
        reason.setCode(u"provider_absent"_s);
        QTest::keyClicks(reason.findChild<QLineEdit *>(u"override.reason-note"_s), u"Van broke down"_s);
        QVERIFY(reason.isComplete());
        for (const Field *field : reason.findChildren<Field *>())
            QVERIFY(field->error().isEmpty());
        QCOMPARE(reason.code(), u"provider_absent"_s);
        QCOMPARE(reason.note(), u"Van broke down"_s);
    }

    void reasonsThatArriveLaterKeepTheChoice()
    {
        ReasonField reason(*m_theme);
        reason.setReasons({ { u"a"_s, u"A"_s }, { u"b"_s, u"B"_s } });
        reason.setCode(u"b"_s);
        reason.setReasons({ { u"b"_s, u"B"_s }, { u"c"_s, u"C"_s } });
        QCOMPARE(reason.code(), u"b"_s);
    }

    void aLedgerTellsWhetherItsSidesAgree()
    {
        LedgerTable ledger(*m_theme, u"Ledger lines"_s);
        ledger.setLines({ { u"Escrow"_s, euro(12400), euro(0) }, { u"Gateway"_s, euro(0), euro(12400) } }, Currency { u"EUR"_s });
        QVERIFY(ledger.isBalanced());
        QCOMPARE(ledger.model()->rowCount(), 3);
        QCOMPARE(ledger.model()->index(2, 0).data(Qt::AccessibleTextRole).toString(), u"Sum, debit and credit agree"_s);
        ledger.setLines({ { u"Escrow"_s, euro(12400), euro(0) }, { u"Gateway"_s, euro(0), euro(12399) } }, Currency { u"EUR"_s });
        QVERIFY(!ledger.isBalanced());
        QVERIFY(ledger.model()->index(2, 0).data(Qt::AccessibleTextRole).toString().contains(u"0.01"_s));
    }

    void anEffectsPanelShowsPillsLedgerMessagesAndSteps()
    {
        EffectsPanel panel(*m_theme);
        ShownEffects effects;
        effects.states = { { u"Booking"_s, u"Confirmed"_s, u"Cancelled"_s, Tone::Ok, Tone::Mute } };
        effects.ledger = { { u"Escrow"_s, euro(12400), euro(0) }, { u"Gateway"_s, euro(0), euro(12400) } };
        effects.messages = { { u"m1"_s, u"Customer"_s, u"Ihre Buchung wurde storniert"_s, {} } };
        effects.steps = { { u"Remind both"_s, {}, ShownStep::Change::Cancelled } };
        panel.setEffects(effects);
        panel.show();
        QVERIFY(panel.isShowingEffects());
        QCOMPARE(panel.findChild<StatePill *>(u"effects.state-to-1"_s)->text(), u"Cancelled"_s);
        QVERIFY(panel.findChild<LedgerTable *>(u"effects.ledger-eur"_s)->isBalanced());
        QVERIFY(panel.findChild<Label *>(u"effects.step-1"_s)->font().strikeOut());
        QSignalSpy wanted(&panel, &EffectsPanel::messagePreviewRequested);
        QTest::mouseClick(panel.findChild<Button *>(u"effects.preview-message-1"_s), Qt::LeftButton);
        QCOMPARE(wanted.first().first().toString(), u"m1"_s);
        panel.showLoading();
        QVERIFY(panel.isShowingEffects()); // the last effects stay while new ones are worked out
        panel.showError(u"This cannot be done now"_s, u"It is in progress."_s);
        QVERIFY(!panel.isShowingEffects());
    }

    void whileAnActionRunsThereIsNoSecondClickAndNoWayBack()
    {
        ConfirmBar bar(*m_theme);
        bar.setConfirmText(u"Cancel booking and refund €74.40"_s);
        bar.resize(360, 100);
        bar.show();
        QSignalSpy confirmed(&bar, &ConfirmBar::confirmed);
        QSignalSpy backed(&bar, &ConfirmBar::backed);
        QTest::mouseClick(bar.confirm(), Qt::LeftButton);
        bar.setBusy(true);
        QTest::mouseClick(bar.confirm(), Qt::LeftButton);
        QTest::mouseClick(bar.back(), Qt::LeftButton);
        QCOMPARE(confirmed.count(), 1);
        QCOMPARE(backed.count(), 0);
        bar.setBusy(false);
        QTest::mouseClick(bar.back(), Qt::LeftButton);
        QCOMPARE(backed.count(), 1);
    }

    void aFieldIsCalledByItsLabelAndSaysWhatIsWrong()
    {
        auto *line = new QLineEdit;
        Field field(*m_theme, u"Server"_s, line);
        QCOMPARE(line->accessibleName(), u"Server"_s);
        QCOMPARE(field.findChild<QLabel *>()->buddy(), line);
        field.setError(u"Write host or host:port."_s);
        QVERIFY(line->property("error").toBool());
        field.setError({});
        QVERIFY(!line->property("error").toBool());
    }

    void factsAreReplacedInPlace()
    {
        KeyValueGrid facts(*m_theme);
        facts.setNames(u"booking"_s);
        facts.setFact(u"start"_s, u"Start"_s, u"Today"_s);
        const Label *before = facts.value(u"start"_s);
        facts.setFact(u"start"_s, u"Start"_s, u"Tomorrow"_s);
        QCOMPARE(facts.value(u"start"_s), before);
        QCOMPARE(before->text(), u"Tomorrow"_s);
        QCOMPARE(before->objectName(), u"booking.start"_s);
        facts.setWidget(u"start"_s, u"Start"_s, new StatePill(*m_theme, u"Late"_s, Tone::Bad));
        QVERIFY(facts.value(u"start"_s) == nullptr);
        facts.removeFact(u"start"_s);
        QVERIFY(facts.findChild<StatePill *>() == nullptr);
    }

private:
    static Money euro(std::int64_t minor) { return { minor, Currency { u"EUR"_s } }; }

    void type(const QString &field, const QString &text)
    {
        auto *line = m_split->findChild<QLineEdit *>(field);
        QVERIFY(line != nullptr);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MoneySplit> m_split;
    std::unique_ptr<QSignalSpy> m_changed;
};

} // namespace steward

QTEST_MAIN(steward::FormsTest)
#include "forms_test.moc"
