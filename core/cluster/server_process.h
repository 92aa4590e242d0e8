// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <sys/types.h>

namespace steward {

/// What postmaster.pid says. It may be stale: only isServerOf() tells whether that process is the server.
struct PidFile {
    PidFile() = default;
    pid_t pid = 0;
    QString socketFolder;
    QString port;
    bool isReady = false; ///< the server takes connections
};

/// Reads postmaster.pid of a data directory; nothing when there is none, or it is not yet written.
[[nodiscard]] std::optional<PidFile> readPidFile(const QString &dataDirectory);

/// Is process `pid` a PostgreSQL that works in `dataDirectory`? A pid alone proves nothing: after a crash the same
/// number may belong to somebody else, and PostgreSQL itself would then refuse to start forever.
[[nodiscard]] bool isServerOf(pid_t pid, const QString &dataDirectory);

/// All server processes of that data directory: the postmaster and, after it was killed, orphans that still work.
[[nodiscard]] QList<pid_t> serverProcessesOf(const QString &dataDirectory);

/// The part of a server's log that was written after `offset`, at most its last 20 lines.
[[nodiscard]] QString tailOfLog(const QString &path, qint64 offset);

} // namespace steward
