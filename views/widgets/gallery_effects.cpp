// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/confirm_bar.h"
#include "views/widgets/effects_panel.h"
#include "views/widgets/gallery.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

ShownEffects sampleEffects()
{
    const auto euro = [](std::int64_t minor) { return Money { minor, Currency { u"EUR"_s } }; };
    ShownEffects effects;
    effects.note = u"Dry run 09:41 · v14"_s;
    effects.states = { { u"Booking BK-7F3K-92Q7"_s, u"Confirmed"_s, u"Cancelled"_s, Tone::Ok, Tone::Mute } };
    effects.ledger = { { u"Escrow, this booking"_s, euro(12400), euro(0) }, { u"Gateway clearing"_s, euro(0), euro(7440) },
                       { u"Provider payable"_s, euro(0), euro(4216) }, { u"Platform revenue"_s, euro(0), euro(625) }, { u"Tax payable"_s, euro(0), euro(119) } };
    effects.messages = { { u"1"_s, u"Customer · e-mail in German"_s, u"„Ihre Buchung wurde storniert“"_s, {} },
                         { u"2"_s, u"Provider · push in German"_s, u"„Die Buchung um 14:00 entfällt“"_s, {} } };
    effects.steps = { { u"Remind both"_s, {}, ShownStep::Change::Cancelled }, { u"Start"_s, {}, ShownStep::Change::Cancelled }, { u"Auto-complete"_s, {}, ShownStep::Change::Cancelled } };
    return effects;
}

ShownEffects manyEffects()
{
    ShownEffects effects = sampleEffects();
    effects.states = { { u"Booking BK-7F3K-92Q7"_s, u"Confirmed"_s, u"Cancelled"_s, Tone::Ok, Tone::Mute },
                       { u"Payment PY-4K2M-77QX"_s, u"Captured"_s, u"Partially refunded"_s, Tone::Ok, Tone::Info },
                       { u"Refund RF-9D3C-41ZB"_s, {}, u"Requested"_s, Tone::Mute, Tone::Warn } };
    effects.fields = { { u"Payment, refunded"_s, u"€0.00"_s, u"€74.40"_s } };
    effects.ledger.removeLast(); // the sides no longer agree
    effects.gateway = { { u"Refund €74.40 to Visa •••• 4417"_s, u"in 60 s"_s } };
    effects.messages.removeLast();
    effects.steps = { { u"Remind both"_s, u"15:00"_s, ShownStep::Change::Moved }, { u"Close refund"_s, u"in 3 days"_s, ShownStep::Change::Added } };
    return effects;
}

EffectsPanel *panel(const Theme &theme, const QString &prefix)
{
    auto *made = new EffectsPanel(theme);
    made->setNames(prefix);
    made->setFixedWidth(360);
    return made;
}

} // namespace

QList<QWidget *> galleryEffects(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Effects and confirmation"_s);
    EffectsPanel *usual = panel(theme, u"gallery-effects-1"_s);
    usual->setEffects(sampleEffects());
    EffectsPanel *many = panel(theme, u"gallery-effects-2"_s);
    many->setEffects(manyEffects());
    section->addRow(u"Effects"_s, { usual, many });
    EffectsPanel *prompt = panel(theme, u"gallery-effects-3"_s);
    prompt->showPrompt(u"Choose a reason code to see what will happen."_s);
    EffectsPanel *loading = panel(theme, u"gallery-effects-4"_s);
    loading->showLoading();
    EffectsPanel *error = panel(theme, u"gallery-effects-5"_s);
    error->showError(u"This cannot be done now"_s, u"The booking is in progress since 14:00."_s, u"Show it"_s);
    section->addRow(u"Other states"_s, { prompt, loading });
    section->addRow(QString(), { error });

    const auto bar = [&theme](const QString &name) {
        auto *made = new ConfirmBar(theme);
        made->setConfirmText(u"Cancel booking and refund €74.40"_s);
        made->setNotes({ { u"users"_s, u"Above your €50 limit: goes to Approvals"_s, Tone::Warn }, { u"undo-2"_s, u"Undo possible for 60 s"_s, Tone::Mute } });
        made->setNames(name);
        made->setFixedWidth(360);
        return made;
    };
    ConfirmBar *busy = bar(u"gallery-confirm-2"_s);
    busy->setBusy(true);
    ConfirmBar *refused = bar(u"gallery-confirm-3"_s);
    refused->setRefusal(u"Choose a reason code first."_s);
    section->addRow(u"Confirmation"_s, { bar(u"gallery-confirm-1"_s), busy });
    section->addRow(QString(), { refused });
    return { section };
}

} // namespace steward
