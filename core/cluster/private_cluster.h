// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/cluster/cluster_folder.h"
#include "core/cluster/server_account.h"

#include <QStringList>

#include <functional>

namespace steward {

/// What there is of a private cluster.
struct ClusterStatus {
    enum class State {
        Absent, ///< nothing was made yet
        Stopped,
        Starting, ///< or recovering from a crash: it does not take connections yet
        Running,
        OtherVersion, ///< made by another major version of PostgreSQL
    };

    ClusterStatus() = default;
    State state = State::Absent;
    QString folder;
    QString socketFolder; ///< of the running server
    QString version; ///< major version of the data, "15"
    pid_t pid = 0;
    qint64 freeBytes = -1; ///< on the disk that holds it
    bool isShortOfSpace = false; ///< so little that it should be read only until there is more
    bool wasStarted = false; ///< start() started it; false: it joined one that ran
    bool wasCreated = false; ///< start() made it
};

/// The PostgreSQL of a desktop or a test: in a folder of the user, on a Unix socket, without TCP, made when it is first
/// needed. It outlives who started it. Any number of processes may call anything at once: one works, the others wait
/// for it and join. Whatever is killed at whatever moment, the next start() finds or makes a sound cluster.
class PrivateCluster final {
public:
    struct Options {
        Options() = default;
        QString folder; ///< empty: ClusterFolder::standardPath()
        bool throwaway = false; ///< a new one is for tests: no fsync, anybody on the socket may sign in as anybody
        QString binaries; ///< folder of initdb and postgres; empty: of the newest PostgreSQL from 15 on
        std::function<void(const QString &)> progress; ///< a sentence when it takes longer
    };

    static constexpr const char *superuser = "steward_superuser";

    /// May be asked from the thread that made it; must outlive what is asked of it.
    explicit PrivateCluster(Options options);

    /// Makes it if there is none, starts it if it does not run, joins it if it does; done when it takes connections.
    /// Refused: another major version, a full disk, a folder that the server cannot reach; nothing was touched.
    /// Timeout: it was given 60 s (10 min while it recovers) and is not there yet; asking again joins it.
    [[nodiscard]] Task<Result<ClusterStatus>> start();

    /// Ends it cleanly, and after 30 s of waiting for its clients without them. True: it ran.
    [[nodiscard]] Task<Result<bool>> stop();

    [[nodiscard]] Result<ClusterStatus> status() const;

    /// Stops it and deletes it with all that it holds. False: there is none; a folder that Steward did not make is left
    /// alone.
    [[nodiscard]] Task<Result<bool>> remove();

    /// How to sign in as `role`; right while the cluster runs.
    [[nodiscard]] QString dsn(const QString &role, const QString &database = QStringLiteral("steward")) const;

    /// Lets the machine's user sign in as each of `logins`: peer authentication needs one line for each.
    [[nodiscard]] Result<bool> allowLogins(const QStringList &logins) const;

    [[nodiscard]] const ClusterFolder &folder() const { return m_folder; }

private:
    /// The server that runs already and takes connections, if nobody is just stopping or starting it.
    [[nodiscard]] std::optional<ClusterStatus> joined() const;
    [[nodiscard]] Result<QString> findBinaries() const;
    [[nodiscard]] Result<bool> prepareFolder(const ServerAccount &account) const;
    /// Can the server's user pass to the folder? Asked before anything is made.
    [[nodiscard]] Task<Result<bool>> checkReach(ServerAccount account) const;
    [[nodiscard]] Task<Result<bool>> takeLock(FolderLock &lock) const;
    /// Deletes what a killed first run left behind, as the server's user, whose it is.
    [[nodiscard]] Task<bool> clearRemains(ServerAccount account) const;
    [[nodiscard]] Task<Result<bool>> create(ServerAccount account, QString binaries) const;
    [[nodiscard]] Task<Result<bool>> makeDataDirectory(ServerAccount account, QString binaries) const;
    [[nodiscard]] Task<Result<bool>> launch(ServerAccount account, QString binaries) const;
    [[nodiscard]] Task<Result<bool>> launchOnce(ServerAccount account, QString binaries, bool &isWorthRepeating) const;
    [[nodiscard]] Task<Result<bool>> awaitReady(pid_t pid, qint64 logOffset) const;
    [[nodiscard]] Result<bool> clearStalePid() const;
    void say(const QString &sentence) const;

    Options m_options;
    ClusterFolder m_folder;
};

} // namespace steward
