// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"
#include "core/door/door.h"
#include "views/widgets/shown_effects.h"

#include <functional>

namespace steward {

/// How a feature's entities and states read; everything else about effects reads the same for all.
struct EffectsWords {
    QString target; ///< reference of the record at hand: "this booking" in place of it
    QString zone; ///< moments are shown in it
    QString currency; ///< of amounts among changed fields
    std::function<QString(const QString &entity, const QString &state)> stateTitle;
    std::function<Tone(const QString &entity, const QString &state)> stateTone;
};

/// Effects ready to read. `preview` says whether they are still to happen.
[[nodiscard]] ShownEffects shownEffects(const Outcome &outcome, const EffectsWords &words, bool preview);

/// To whom a message goes, and how: "Customer Chloë Lindner · e-mail in German".
[[nodiscard]] QString addressed(const MessageEffect &message);

/// What differs between two previews of one form, line by line: "State: Confirmed → Cancelled is now …".
[[nodiscard]] QStringList differences(const ShownEffects &before, const ShownEffects &after);

/// What changed about a record, by whom and when, one line for each: "14:02, Sana Okafor, Cancel by override: state Confirmed → Cancelled".
[[nodiscard]] QString changesText(const QList<RecordChange> &changes, const QString &entity, const EffectsWords &words);

/// "Provider payable" for "provider_payable": names of the database as words.
[[nodiscard]] QString humanised(const QString &name);

} // namespace steward
