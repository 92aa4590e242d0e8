// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/sql.h"

namespace steward {

/// What came of one automatic step.
struct StepOutcome {
    StepOutcome() = default;
    [[nodiscard]] bool isFailure() const;

    QByteArray timer; ///< its number
    QString operation;
    QString outcome; ///< done, left (for the next round), overtaken, or the SQLSTATE it failed with
};

/// One round of automatic steps.
struct TimerRound {
    TimerRound() = default;
    QByteArray first; ///< when the earliest of those that were claimed was due, as PostgreSQL writes it; empty: none was
    QList<StepOutcome> steps;
};

/// Claims up to 20 steps that were due at or after `since` and runs them, in two transactions. `session` is the worker's
/// login. Unavailable: the link is gone; what was claimed is taken up again when its lease is over.
[[nodiscard]] Task<Result<TimerRound>> runTimers(Connection &session, QByteArray since);

/// Gives committed events their place in the feed: how many, 0 also while another worker does it.
[[nodiscard]] Task<Result<qint64>> sequenceFeed(Connection &session);

/// The head of the audit's chain, after a round of sealing.
struct SealRound {
    SealRound() = default;
    qint64 sealed = 0; ///< entries in this round
    qint64 position = 0; ///< the last seal
    QByteArray hash; ///< of it, in hexadecimal
};

/// Seals audit entries that were committed since; nothing while another worker does it.
[[nodiscard]] Task<Result<std::optional<SealRound>>> sealAudit(Connection &session);

/// Makes months of history ahead and forgets replies that were kept for their time.
[[nodiscard]] Task<Result<bool>> keepHouse(Connection &session);

/// A session that stood in everybody's way.
struct StuckSession {
    StuckSession() = default;
    [[nodiscard]] bool isEnded() const;

    QString process; ///< its number, by which the server's own log knows it
    QString why; ///< idle, or snapshot
    QString outcome; ///< done, or the SQLSTATE of why it could not be ended
};

/// Ends others' sessions that have been idle within a transaction, or have kept a snapshot, for too long.
[[nodiscard]] Task<Result<QList<StuckSession>>> watchSessions(Connection &session);

} // namespace steward
