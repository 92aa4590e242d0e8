// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

//   Editing ──complete()──▶ Previewing ──▶ Previewed ──confirm()──▶ Confirming ──▶ Done
//    ▲  ▲                       │  ▲            ▲                        │
//    │  └─────edit()────────────┘  └──retry()── Refused ◀────────────────┘
//    └──renew()── Outdated ◀── outdate(), from any phase but Confirming and Done
//
// Invariants: one key from the form's opening to its end, whatever is sent again; what is confirmed is what was seen
// (its hash travels along); a preview that was overtaken never arrives.

#include "core/base/deliver.h"
#include "core/base/effects.h"
#include "core/base/intent_key.h"
#include "core/door/door.h"

#include <QObject>
#include <QTimer>

namespace steward {

class DoorRepository;

/// One action on its way from a form's first field to its outcome: asks for previews as the form changes, commits once,
/// reports. It shows nothing itself.
class ActivityRun final : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Editing, Previewing, Previewed, Refused, Outdated, Confirming, Done };

    explicit ActivityRun(const DoorRepository &door, QObject *parent = nullptr);

    /// The form is not complete: nothing to preview.
    void edit();
    /// The form says this now; its preview is asked for once typing rests.
    void complete(const Activity &activity);
    /// The same again, after it was refused or because the record changed.
    void retry();
    /// The record has another version now: nothing is previewed until whoever looks has seen what changed. False where that
    /// is of no account, as when it may be this very action that changed it.
    bool outdate();
    /// The new version was seen: what the form says next holds for that one.
    void renew();
    /// Does what was previewed.
    void confirm();

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// What it would do, while Previewed or Confirming; what it did, once Done.
    [[nodiscard]] const std::optional<Outcome> &outcome() const { return m_outcome; }
    /// What it would have done when it was last previewed, before it was refused as stale.
    [[nodiscard]] const std::optional<Outcome> &formerOutcome() const { return m_former; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// The refusal came from confirming, not from a preview.
    [[nodiscard]] bool failedToConfirm() const { return m_failedToConfirm; }
    /// The answer to the confirm was lost: it may have been done. Sending it again is safe, anything else is not.
    [[nodiscard]] bool isOutcomeUnknown() const;
    [[nodiscard]] const std::optional<Activity> &activity() const { return m_activity; }

signals:
    void changed();
    void done(const steward::Outcome &outcome);
    /// The record changed under the form: whoever shows it should read it again and call setVersion.
    void targetChanged();

private:
    void ask();
    void enter(Phase phase);
    void refuse(const Error &why, bool confirming);

    const DoorRepository &m_door;
    const IntentKey m_key;
    QTimer m_rest;
    Phase m_phase = Phase::Editing;
    std::optional<Activity> m_activity;
    std::optional<Outcome> m_outcome, m_former;
    std::optional<Error> m_error;
    bool m_failedToConfirm = false;
    bool m_isRenewed = false; ///< the next preview is compared with the last one
    Latest m_preview, m_commit;
};

} // namespace steward
