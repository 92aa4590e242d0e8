// SPDX-License-Identifier: GPL-3.0-or-later
// Starting the server of a private cluster, whatever the last one left behind.
#include "core/cluster/private_cluster.h"

#include "core/base/sleep.h"
#include "core/cluster/server_process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace steward {
namespace {

using namespace std::chrono_literals;

constexpr auto startLimit = 60s;
constexpr auto recoveryLimit = 600s; ///< a server that is there, and replays what was not yet written
constexpr auto patience = 10s; ///< with orphans of a killed server, before they are asked to end
constexpr auto lastPatience = 30s; ///< before they are ended

bool isAlive(pid_t pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = stat.readAll();
    const char state = line.mid(line.lastIndexOf(')') + 2, 1).isEmpty() ? 'Z' : line[line.lastIndexOf(')') + 2];
    return state != 'Z' && state != 'X'; // a zombie waits for its parent only
}

Result<bool> makeSocketFolder(const ServerAccount &account, const QString &path)
{
    QDir().mkpath(path);
    struct stat found { };
    const bool isThere = ::lstat(QFile::encodeName(path).constData(), &found) == 0 && S_ISDIR(found.st_mode);
    if (!isThere || (found.st_uid != ::geteuid() && found.st_uid != account.uid()))
        return std::unexpected(
            Error(Error::Kind::Refused,
                  QStringLiteral("%1, the folder for the server's socket, cannot be made or belongs to somebody else.")
                      .arg(path)));
    if (::chmod(QFile::encodeName(path).constData(), 0700) != 0)
        return std::unexpected(Error(
            Error::Kind::Refused,
            QStringLiteral("%1 cannot be kept private: %2").arg(path, QString::fromLocal8Bit(std::strerror(errno)))));
    if (account.isOther() && path.startsWith(QLatin1String("/run/steward/"))) // the server's user must be able to pass
        ::chmod("/run/steward", 0755);
    return account.own(path);
}

} // namespace

Task<Result<bool>> PrivateCluster::launch(ServerAccount account, QString binaries) const
{
    QElapsedTimer clock;
    clock.start();
    if (m_folder.tendBallast())
        say(QStringLiteral("The disk is nearly full; giving up the reserve so that the database can start."));
    bool hasGivenUpBallast = false;
    for (int attempt = 0;; ++attempt) {
        bool isWorthRepeating = false;
        auto launched = co_await launchOnce(account, binaries, isWorthRepeating);
        if (launched)
            co_return launched;
        const auto waited = std::chrono::milliseconds(clock.elapsed());
        if (!isWorthRepeating || waited > startLimit) {
            // Full disk: the reserve is what recovery may need.
            if (launched.error().code == QLatin1String("53100") && !hasGivenUpBallast
                && QFile::remove(m_folder.ballast())) {
                hasGivenUpBallast = true;
                continue;
            }
            co_return launched;
        }
        // A killed server's orphans hold its memory until their statement ends. They are ours: their work is lost
        // anyway.
        if (waited > patience) {
            for (const pid_t orphan : serverProcessesOf(m_folder.dataDirectory()))
                ::kill(orphan, waited > lastPatience ? SIGKILL : SIGTERM);
        } else if (attempt == 5) {
            say(QStringLiteral("The server was ended while it worked; waiting for its last processes."));
        }
        co_await sleepFor(std::min<std::chrono::milliseconds>(100ms * (attempt + 1), 1s));
    }
}

Task<Result<bool>> PrivateCluster::launchOnce(ServerAccount account, QString binaries, bool &isWorthRepeating) const
{
    const QString socket = m_folder.socketFolder(account.isOther());
    if (auto made = makeSocketFolder(account, socket); !made)
        co_return made;
    if (auto cleared = clearStalePid(); !cleared)
        co_return cleared;
    // No server of ours runs, and the folder is ours alone: what is left of a socket belongs to nobody.
    QFile::remove(socket + QStringLiteral("/.s.PGSQL.5432"));
    QFile::remove(socket + QStringLiteral("/.s.PGSQL.5432.lock"));
    if (QFileInfo(m_folder.log()).size() > (10 << 20))
        QFile::rename(m_folder.log(), m_folder.log() + QStringLiteral(".old"));
    const qint64 logOffset = QFileInfo(m_folder.log()).size();

    const QStringList command { binaries + QStringLiteral("/postgres"), QStringLiteral("-D"), m_folder.dataDirectory(),
                                QStringLiteral("-c"), QStringLiteral("unix_socket_directories=\"%1\"").arg(socket) };
    // The shell gives way to the server at once, so the pid stays; it opens the log as the server's user, whose folder
    // this is: root opening it would follow a link that somebody put there.
    const QStringList logged { QStringLiteral("/bin/sh"), QStringLiteral("-c"), QStringLiteral("exec \"$@\" 2>>\"$0\""),
                               m_folder.log() };
    const QStringList words = account.runAs(logged + command, false);
    QProcess server;
    server.setProgram(words.first());
    server.setArguments(words.mid(1));
    server.setWorkingDirectory(m_folder.path());
    server.setStandardInputFile(QProcess::nullDevice());
    server.setStandardOutputFile(QProcess::nullDevice());
    server.setStandardErrorFile(QProcess::nullDevice());
    qint64 pid = 0;
    if (!server.startDetached(&pid)) // a session of its own: it outlives us
        co_return std::unexpected(Error(
            Error::Kind::Refused, QStringLiteral("%1 cannot be run: %2").arg(words.first(), server.errorString())));
    auto ready = co_await awaitReady(static_cast<pid_t>(pid), logOffset);
    if (!ready)
        isWorthRepeating = ready.error().kind == Error::Kind::Busy;
    co_return ready;
}

Task<Result<bool>> PrivateCluster::awaitReady(pid_t pid, qint64 logOffset) const
{
    QElapsedTimer clock;
    clock.start();
    qint64 nextWord = 3'000;
    for (std::chrono::milliseconds pause = 5ms;; pause = std::min<std::chrono::milliseconds>(pause + 5ms, 50ms)) {
        const auto file = readPidFile(m_folder.dataDirectory());
        const bool isOurs = file && file->pid == pid;
        if (isOurs && file->isReady)
            co_return true;
        if (!isAlive(pid))
            break;
        const auto waited = std::chrono::milliseconds(clock.elapsed());
        if (waited > (isOurs ? std::chrono::milliseconds(recoveryLimit) : std::chrono::milliseconds(startLimit)))
            co_return std::unexpected(
                Error(Error::Kind::Timeout,
                      QStringLiteral("The database does not answer after %1 s.").arg(waited.count() / 1000),
                      QStringLiteral("It may still be recovering: try again, or see %1.").arg(m_folder.log())));
        if (waited.count() > nextWord) {
            say(QStringLiteral("The database is recovering what had not reached its files (%1 s).")
                    .arg(waited.count() / 1000));
            nextWord += 5'000;
        }
        co_await sleepFor(pause);
    }
    const QString words = tailOfLog(m_folder.log(), logOffset);
    if (words.contains(QLatin1String("No space left on device")))
        co_return std::unexpected(Error(
            Error::Kind::Refused,
            QStringLiteral("The disk that holds %1 is full (%2 MB left), so the database cannot start.")
                .arg(m_folder.path())
                .arg(m_folder.freeBytes() >> 20),
            QStringLiteral("Free at least 64 MB there and start again. Everything that was saved is still there."),
            QStringLiteral("53100")));
    for (const char *passing :
         { "pre-existing shared memory block", "lock file \"postmaster.pid\" already exists", "is being used by" }) {
        if (words.contains(QLatin1String(passing)))
            co_return std::unexpected(Error(
                Error::Kind::Busy,
                QStringLiteral("Processes of a server that was killed still work in %1.").arg(m_folder.dataDirectory()),
                QStringLiteral("Try again in a minute.")));
    }
    co_return std::unexpected(
        Error(Error::Kind::Refused, QStringLiteral("The database in %1 does not start.").arg(m_folder.path()),
              QStringLiteral("The server's last words, from %1:\n%2").arg(m_folder.log(), words)));
}

Result<bool> PrivateCluster::clearStalePid() const
{
    const QString path = m_folder.dataDirectory() + QStringLiteral("/postmaster.pid");
    const auto file = readPidFile(m_folder.dataDirectory());
    // The caller holds the folder's lock and found no server; a number that now belongs to somebody else would make
    // PostgreSQL refuse forever.
    if (file && isServerOf(file->pid, m_folder.dataDirectory()))
        return std::unexpected(Error(
            Error::Kind::Busy, QStringLiteral("A server is running in %1 already.").arg(m_folder.dataDirectory())));
    const bool isSomebodyElse = file && isAlive(file->pid);
    if ((isSomebodyElse || (!file && QFileInfo::exists(path))) && !QFile::remove(path))
        return std::unexpected(
            Error(Error::Kind::Refused, QStringLiteral("%1 is stale and cannot be removed.").arg(path)));
    return true;
}

} // namespace steward
