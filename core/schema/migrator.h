// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/schema/schema_source.h"

#include <chrono>
#include <functional>

namespace steward {

/// What a migration did, or would do.
struct MigrationReport {
    MigrationReport() = default;
    QStringList steps; ///< applied now, by path
    QStringList texts; ///< new or changed, by path; the functions of all the others were replaced as well
    QStringList dropped; ///< functions, views, triggers and policies that no file declares any more
    int textCount = 0;
    std::chrono::milliseconds elapsed_ms {};
};

/// Brings a database to the version of `source`: missing steps, then all texts, in one transaction under a row lock, so
/// that it is either wholly upgraded or as it was. Callers of the marketplace go on meanwhile. Any number may run at
/// once: one works, the others wait and find nothing to do.
class Migrator final {
public:
    struct Options {
        Options() = default;
        /// Of a private cluster that is made to be tried out: a simulation, on a socket of this machine.
        [[nodiscard]] static Options demonstration();

        bool dryRun = false; ///< does everything, then rolls it back
        QString installation = QStringLiteral("production"); ///< kind of a database that has none yet; fixed for good
        QString installationName = QStringLiteral("Steward");
        bool privateSocket = false; ///< the machine's user may sign in as anybody here
        std::chrono::milliseconds limit_ms { 60'000 }; ///< for waiting on other migrations and on open transactions
        std::function<void(const QString &)> progress; ///< a sentence now and then
    };

    /// `dsn` must sign in as a superuser of the server.
    Migrator(QString dsn, SchemaSource source);

    /// Refused: a step was edited after it was applied, the database is newer than this program, the result breaks a
    /// rule of guard.schema_faults(). Busy: somebody held a lock until the limit. Invalid: a statement failed; the
    /// message names file and line. In each case nothing was changed.
    [[nodiscard]] Task<Result<MigrationReport>> migrate(Options options);

    /// What migrate() would find to do, without locks and without trying it.
    [[nodiscard]] Task<Result<MigrationReport>> status();

    /// Is this database as a migration to just this `source` by this program left it? Quick: for a start that migrates
    /// only what needs it. What a hand has changed in it since is seen by migrate() alone. Refused as migrate() is.
    [[nodiscard]] Task<Result<bool>> isCurrent();

private:
    /// What an earlier migration recorded, and what of `source` is for this kind of installation.
    struct Recorded;
    [[nodiscard]] Task<Result<Recorded>> recorded();

    QString m_dsn;
    SchemaSource m_source;
};

} // namespace steward
