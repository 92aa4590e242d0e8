// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"
#include "core/base/intent_key.h"
#include "core/base/task.h"
#include "core/door/door.h"

#include <QUuid>

namespace steward {

class Backend;

/// The door as every form uses it, whatever the entity: who am I, what may I run, what would it do, do it, take it back.
class DoorRepository final
{
public:
    explicit DoorRepository(Backend &backend);

    [[nodiscard]] Task<Result<Session>> session() const;
    [[nodiscard]] Task<Result<QList<Operation>>> operations() const;
    [[nodiscard]] Task<Result<QList<Reason>>> reasons() const;

    /// Says that `console` shows a record (0: none any more), with a form open or not, and who else does. Forgotten after half a
    /// minute: it is to be said again.
    [[nodiscard]] Task<Result<QList<Attendant>>> attend(QUuid console, QString entity, qint64 record, bool acting) const;

    /// What `activity` would do, without doing it: state, money, messages, timers.
    [[nodiscard]] Task<Result<Outcome>> preview(Activity activity) const;

    /// Does it, once for each key. Stale: the record, or what it would do, changed since `seen`.
    [[nodiscard]] Task<Result<Outcome>> apply(Activity activity, EffectsHash seen, IntentKey key) const;

    /// What happened to a record after it had `version`, oldest first; nothing of a record out of reach.
    [[nodiscard]] Task<Result<QList<RecordChange>>> changesSince(QString entity, qint64 record, int version) const;

    /// Takes an action back. Refused: too late, or something happened since.
    [[nodiscard]] Task<Result<Outcome>> undo(QString invocation, IntentKey key) const;

private:
    Backend &m_backend;
};

} // namespace steward
