// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/private_cluster.h"

#include "core/base/sleep.h"
#include "core/cluster/program.h"
#include "core/cluster/server_process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace steward {
namespace {

using namespace std::chrono_literals;

constexpr int oldestMajor = 15;
constexpr auto lockLimit = 180s; ///< longer than a first run and a recovery of ordinary length together
constexpr auto politeStop = 30s;
constexpr auto hardStop = 30s;
constexpr qint64 scarceBytes = 64 << 20;

Error refused(const QString &sentence, const QString &advice = QString())
{
    return Error(Error::Kind::Refused, sentence, advice);
}

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// A value of a libpq connection string.
QString quoted(QString value)
{
    value.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + value + QLatin1Char('\'');
}

Error otherVersion(const ClusterFolder &folder, const QString &ours)
{
    const QString theirs = folder.majorVersion();
    return refused(
        QStringLiteral(
            "The data in %1 was made by PostgreSQL %2, and this machine runs PostgreSQL %3. Nothing was touched.")
            .arg(folder.path(), theirs, ours),
        QStringLiteral(
            "To bring it over by dump and restore: install postgresql-%1 beside; start the old one with "
            "\"stewardctl cluster start --data %2 --binaries /usr/lib/postgresql/%1/bin\"; save it with "
            "\"/usr/lib/postgresql/%3/bin/pg_dumpall -d \"$(stewardctl cluster dsn --data %2)\" > all.sql\"; stop it; "
            "start a new one in "
            "another folder; and load all.sql there with psql. Keep the old folder until the new one is good.")
            .arg(theirs, folder.path(), ours));
}

} // namespace

PrivateCluster::PrivateCluster(Options options)
    : m_options(std::move(options))
    , m_folder(m_options.folder.isEmpty() ? ClusterFolder::standardPath() : m_options.folder)
{
}

std::optional<ClusterStatus> PrivateCluster::joined() const
{
    const auto binaries = findBinaries();
    FolderLock lock; // in a folder with our mark only: anybody else's is not to be touched
    if (!binaries || !m_folder.exists() || !lock.tryTake(m_folder.lock()).value_or(false))
        return std::nullopt;
    auto found = status();
    const bool isOfThisVersion = found && binaries->contains(QStringLiteral("/%1/").arg(found->version));
    if (!isOfThisVersion || found->state != ClusterStatus::State::Running)
        return std::nullopt;
    (void)m_folder.tendBallast();
    return *found;
}

Task<Result<ClusterStatus>> PrivateCluster::start()
{
    // What follows runs a program or two, to ask what a server that runs has answered already.
    if (const auto running = joined())
        co_return *running;
    const auto account = ServerAccount::find();
    if (!account)
        co_return std::unexpected(account.error());
    const auto binaries = findBinaries();
    if (!binaries)
        co_return std::unexpected(binaries.error());
    // Before anything is touched.
    const QStringList question { *binaries + QStringLiteral("/postgres"), QStringLiteral("--version") };
    const ProgramOutcome version = co_await RunProgram(question, 10s);
    const auto number = QRegularExpression(QStringLiteral(" (\\d+)[.\\w]*")).match(version.words);
    if (!version.isDone() || !number.hasMatch())
        co_return std::unexpected(
            refused(QStringLiteral("PostgreSQL in %1 does not run: %2").arg(*binaries, version.words)));
    if (m_folder.exists() && m_folder.majorVersion() != number.captured(1))
        co_return std::unexpected(otherVersion(m_folder, number.captured(1)));
    if (auto reached = co_await checkReach(*account); !reached)
        co_return std::unexpected(reached.error());
    if (auto prepared = prepareFolder(*account); !prepared)
        co_return std::unexpected(prepared.error());

    FolderLock lock;
    if (auto taken = co_await takeLock(lock); !taken)
        co_return std::unexpected(taken.error());
    bool wasCreated = false;
    bool wasStarted = false;
    const auto running = readPidFile(m_folder.dataDirectory());
    if (m_folder.exists() && running && isServerOf(running->pid, m_folder.dataDirectory())) {
        if (auto ready = co_await awaitReady(running->pid, QFileInfo(m_folder.log()).size()); !ready)
            co_return std::unexpected(ready.error());
    } else {
        (void)co_await clearRemains(*account);
        if (!m_folder.exists()) {
            if (auto created = co_await create(*account, *binaries); !created)
                co_return std::unexpected(created.error());
            wasCreated = true;
        }
        if (auto launched = co_await launch(*account, *binaries); !launched)
            co_return std::unexpected(launched.error());
        wasStarted = true;
    }
    (void)m_folder.tendBallast();
    auto now = status();
    if (now) {
        now->wasCreated = wasCreated;
        now->wasStarted = wasStarted;
    }
    co_return now;
}

Task<Result<bool>> PrivateCluster::stop()
{
    if (!m_folder.exists())
        co_return false;
    FolderLock lock;
    if (auto taken = co_await takeLock(lock); !taken)
        co_return std::unexpected(taken.error());
    const QString data = m_folder.dataDirectory();
    const auto running = readPidFile(data);
    if (!running || !isServerOf(running->pid, data))
        co_return false;
    QElapsedTimer clock;
    clock.start();
    bool isHard = false;
    if (::kill(running->pid, SIGINT) != 0)
        co_return std::unexpected(
            refused(QStringLiteral("The server (process %1) cannot be stopped: %2").arg(running->pid).arg(reason())));
    while (isServerOf(running->pid, data)) {
        const auto waited = std::chrono::milliseconds(clock.elapsed());
        if (waited > politeStop && !isHard) {
            say(QStringLiteral(
                "The server did not end in 30 s; ending it at once. It will recover at its next start."));
            ::kill(running->pid, SIGQUIT);
            isHard = true;
        } else if (waited > politeStop + hardStop) {
            co_return std::unexpected(
                Error(Error::Kind::Timeout,
                      QStringLiteral("The server (process %1) did not end in a minute.").arg(running->pid),
                      QStringLiteral("See %1.").arg(m_folder.log())));
        }
        co_await sleepFor(10ms);
    }
    co_return true;
}

Result<ClusterStatus> PrivateCluster::status() const
{
    ClusterStatus found;
    found.folder = m_folder.path();
    if (!m_folder.exists()) {
        if (QFileInfo(m_folder.path()).isDir()
            && ::access(QFile::encodeName(m_folder.path()).constData(), R_OK | X_OK) != 0)
            return std::unexpected(refused(QStringLiteral("%1 belongs to somebody else.").arg(m_folder.path()),
                                           QStringLiteral("Choose another folder with --data or STEWARD_DATA.")));
        return found;
    }
    found.version = m_folder.majorVersion();
    found.freeBytes = m_folder.freeBytes();
    found.isShortOfSpace = found.freeBytes >= 0 && found.freeBytes < scarceBytes;
    found.state = ClusterStatus::State::Stopped;
    const auto running = readPidFile(m_folder.dataDirectory());
    if (running && isServerOf(running->pid, m_folder.dataDirectory())) {
        found.state = running->isReady ? ClusterStatus::State::Running : ClusterStatus::State::Starting;
        found.pid = running->pid;
        found.socketFolder = running->socketFolder;
    } else if (const auto binaries = findBinaries(); binaries && m_options.binaries.isEmpty()
               && !binaries->contains(QStringLiteral("/%1/").arg(found.version))) {
        found.state = ClusterStatus::State::OtherVersion;
    }
    return found;
}

Task<Result<bool>> PrivateCluster::remove()
{
    // Only what carries our mark: a folder may hold a "pg" of somebody else.
    if (!m_folder.exists())
        co_return false;
    const auto account = ServerAccount::find();
    if (!account)
        co_return std::unexpected(account.error());
    if (auto stopped = co_await stop(); !stopped)
        co_return stopped;
    FolderLock lock;
    if (auto taken = co_await takeLock(lock); !taken)
        co_return std::unexpected(taken.error());
    if (!m_folder.exists())
        co_return false; // somebody else removed it meanwhile
    // Moved first, so that a delete that is killed half way leaves no half cluster behind.
    QFile::rename(m_folder.dataDirectory(), m_folder.newDirectory());
    const bool isClear = co_await clearRemains(*account);
    QFile::remove(m_folder.ballast());
    QFile::remove(m_folder.log());
    QFile::remove(m_folder.log() + QStringLiteral(".old"));
    QFile::remove(m_folder.lock());
    QDir().rmdir(m_folder.socketFolder(::geteuid() == 0));
    if (!isClear || QFileInfo::exists(m_folder.dataDirectory()))
        co_return std::unexpected(
            refused(QStringLiteral("Not everything in %1 could be deleted.").arg(m_folder.path())));
    QDir().rmdir(m_folder.path()); // stays if somebody keeps something else there
    co_return true;
}

Task<bool> PrivateCluster::clearRemains(ServerAccount account) const
{
    bool isClear = true;
    for (const QString &folder : m_folder.setRemainsAside()) {
        const QStringList command { QStringLiteral("rm"), QStringLiteral("-rf"), QStringLiteral("--"), folder };
        const ProgramOutcome removed = co_await RunProgram(account.runAs(command, true), 60s);
        isClear = isClear && removed.isDone();
    }
    co_return isClear;
}

QString PrivateCluster::dsn(const QString &role, const QString &database) const
{
    const auto running = readPidFile(m_folder.dataDirectory());
    const QString socket
        = running && !running->socketFolder.isEmpty() ? running->socketFolder : m_folder.socketFolder(::geteuid() == 0);
    return QStringLiteral("host=%1 port=5432 dbname=%2 user=%3").arg(quoted(socket), quoted(database), quoted(role));
}

Result<bool> PrivateCluster::allowLogins(const QStringList &logins) const
{
    if (m_folder.isThrowaway())
        return true; // anybody may be anybody there
    const auto account = ServerAccount::find();
    if (!account)
        return std::unexpected(account.error());
    QString map = QStringLiteral(
        "# Written by Steward: as whom the machine's user may sign in. PostgreSQL 15 needs a line for each.\n");
    for (const QString &login : logins)
        map += QStringLiteral("steward \"%1\" \"%2\"\n")
                   .arg(account->clientName(), QString(login).replace(QLatin1Char('"'), QLatin1String("\"\"")));
    if (auto written = account->writeFile(m_folder.dataDirectory(), QStringLiteral("pg_ident.conf"), map.toUtf8());
        !written)
        return written;
    const auto running = readPidFile(m_folder.dataDirectory());
    if (running && isServerOf(running->pid, m_folder.dataDirectory()))
        ::kill(running->pid, SIGHUP); // it reads the map again
    return true;
}

Result<QString> PrivateCluster::findBinaries() const
{
    const QString chosen
        = m_options.binaries.isEmpty() ? qEnvironmentVariable("STEWARD_PG_BINARIES") : m_options.binaries;
    if (!chosen.isEmpty())
        return chosen;
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    int newest = 0;
    for (const QString &name : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (name.toInt() >= oldestMajor && QFileInfo::exists(versions.filePath(name + QStringLiteral("/bin/initdb"))))
            newest = std::max(newest, name.toInt());
    }
    if (newest == 0)
        return std::unexpected(
            refused(QStringLiteral("PostgreSQL %1 or newer is not installed on this machine.").arg(oldestMajor),
                    QStringLiteral("Install the package postgresql.")));
    return versions.filePath(QStringLiteral("%1/bin").arg(newest));
}

Task<Result<bool>> PrivateCluster::takeLock(FolderLock &lock) const
{
    QElapsedTimer clock;
    clock.start();
    bool hasSaid = false;
    for (;;) {
        auto taken = lock.tryTake(m_folder.lock());
        if (!taken || *taken)
            co_return taken;
        if (std::chrono::milliseconds(clock.elapsed()) > lockLimit)
            co_return std::unexpected(
                Error(Error::Kind::Timeout,
                      QStringLiteral("Another Steward has been busy with the database in %1 for three minutes.")
                          .arg(m_folder.path()),
                      QStringLiteral("End that program and try again; the database survives it.")));
        if (!hasSaid && clock.elapsed() > 500)
            say(QStringLiteral("Another Steward is preparing the database; waiting for it."));
        hasSaid = clock.elapsed() > 500;
        co_await sleepFor(20ms);
    }
}

void PrivateCluster::say(const QString &sentence) const
{
    if (m_options.progress)
        m_options.progress(sentence);
}

} // namespace steward
