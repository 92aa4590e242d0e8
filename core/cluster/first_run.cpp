// SPDX-License-Identifier: GPL-3.0-or-later
// The making of a private cluster: in pg.new, marked complete, then renamed, so that `pg` is either whole or absent.
#include "core/cluster/private_cluster.h"
#include "core/cluster/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace steward {
namespace {

using namespace std::chrono_literals;

constexpr qint64 neededBytes = 96 << 20; ///< a new cluster takes 45 MB, its log of changes up to 48 more

constexpr const char *settings = R"(# Written by Steward when it made this private cluster.
listen_addresses = ''
unix_socket_permissions = 0700
cluster_name = 'steward'
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %q%u '
dynamic_shared_memory_type = mmap
jit = off
huge_pages = off
wal_level = minimal
max_wal_senders = 0
min_wal_size = 8MB
max_prepared_transactions = 0
)";

/// What a console's own cluster may take of the machine. The log holds what the server does and what ends it, neither
/// the errors of callers, of which anybody could make any number, nor their statements, which hold names and addresses.
constexpr const char *lastingSettings = R"(max_connections = 80
temp_file_limit = 1GB
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
log_autovacuum_min_duration = -1
shared_buffers = 64MB
max_wal_size = 48MB
wal_compression = on
)";

constexpr const char *throwawaySettings = R"(max_connections = 200
shared_buffers = 64MB
max_wal_size = 1GB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = 10s
)";

/// Who may come in, by what door, and how much the server may take.
Result<bool> configure(const ServerAccount &account, const QString &folder, bool throwaway)
{
    QByteArray conf = settings;
    conf += throwaway ? throwawaySettings : lastingSettings;
    const QByteArray rules
        = throwaway ? QByteArray("local all all trust\n") : QByteArray("local all all peer map=steward\n");
    const QByteArray map = QStringLiteral("steward \"%1\" \"%2\"\n")
                               .arg(account.clientName(), QString::fromLatin1(PrivateCluster::superuser))
                               .toUtf8();
    // The file that ALTER SYSTEM would write: what stands there counts over what initdb found best.
    auto written = account.writeFile(folder, QStringLiteral("postgresql.auto.conf"), conf);
    if (written)
        written = account.writeFile(folder, QStringLiteral("pg_hba.conf"), rules);
    if (written)
        written = account.writeFile(folder, QStringLiteral("pg_ident.conf"), map);
    return written;
}

void syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

Error failed(const QString &what, const ProgramOutcome &outcome, const ClusterFolder &folder)
{
    if (outcome.words.contains(QLatin1String("No space left on device")))
        return Error(Error::Kind::Refused,
                     QStringLiteral("The disk that holds %1 ran full while the database was made.").arg(folder.path()),
                     QStringLiteral("Free at least %1 MB there and start again. Nothing was left behind.")
                         .arg(neededBytes >> 20));
    if (outcome.timedOut)
        return Error(Error::Kind::Timeout, QStringLiteral("%1 did not end in two minutes.").arg(what),
                     QStringLiteral("Try again; the next start begins afresh."));
    return Error(Error::Kind::Refused, QStringLiteral("%1 failed: %2").arg(what, outcome.words),
                 QStringLiteral("Nothing was left behind; the next start begins afresh."));
}

} // namespace

Result<bool> PrivateCluster::prepareFolder(const ServerAccount &account) const
{
    const QString path = m_folder.path();
    const bool isNew = !QFileInfo::exists(path);
    if (!QDir().mkpath(path))
        return std::unexpected(Error(
            Error::Kind::Refused,
            QStringLiteral("The folder %1 cannot be made: %2").arg(path, QString::fromLocal8Bit(std::strerror(errno))),
            QStringLiteral("Choose another one with --data or STEWARD_DATA.")));
    if (isNew && ::chmod(QFile::encodeName(path).constData(), 0700) != 0)
        return std::unexpected(Error(Error::Kind::Refused,
                                     QStringLiteral("The folder %1 cannot be kept private: %2")
                                         .arg(path, QString::fromLocal8Bit(std::strerror(errno)))));
    struct stat found { };
    if (::stat(QFile::encodeName(path).constData(), &found) != 0 || !S_ISDIR(found.st_mode))
        return std::unexpected(Error(Error::Kind::Refused, QStringLiteral("%1 is not a folder.").arg(path)));
    if (account.isOther() && found.st_uid != account.uid()) {
        if (!isNew && !QDir(path).isEmpty() && !m_folder.exists())
            return std::unexpected(
                Error(Error::Kind::Refused,
                      QStringLiteral("%1 holds other things and would have to be given to the user %2.")
                          .arg(path, account.name()),
                      QStringLiteral("Choose an empty folder with --data or STEWARD_DATA.")));
        if (auto owned = account.own(QFileInfo(path).canonicalFilePath()); !owned)
            return owned;
    }
    if (::access(QFile::encodeName(path).constData(), R_OK | W_OK | X_OK) != 0)
        return std::unexpected(Error(Error::Kind::Refused, QStringLiteral("%1 is not yours to write to.").arg(path),
                                     QStringLiteral("Choose another folder with --data or STEWARD_DATA.")));
    return true;
}

Task<Result<bool>> PrivateCluster::checkReach(ServerAccount account) const
{
    if (!account.isOther())
        co_return true;
    QString nearest
        = QFileInfo(m_folder.path()).path(); // the folder itself can be given to that user; the way to it not
    while (!QFileInfo::exists(nearest))
        nearest = QFileInfo(nearest).path();
    const QStringList question { QStringLiteral("test"), QStringLiteral("-x"), nearest };
    const ProgramOutcome reach = co_await RunProgram(account.runAs(question, true), 10s);
    if (reach.isDone())
        co_return true;
    co_return std::unexpected(Error(
        Error::Kind::Refused,
        QStringLiteral("The user %1, as whom the server runs, cannot reach %2.").arg(account.name(), m_folder.path()),
        QStringLiteral("Choose a folder that it can reach with --data or STEWARD_DATA, such as /var/lib/steward. "
                       "Nothing was made.")));
}

Task<Result<bool>> PrivateCluster::create(ServerAccount account, QString binaries) const
{
    if (QFileInfo::exists(m_folder.dataDirectory()))
        co_return std::unexpected(
            Error(Error::Kind::Refused,
                  QStringLiteral("%1 is there already, and Steward did not make it.").arg(m_folder.dataDirectory()),
                  QStringLiteral("Choose another folder with --data or STEWARD_DATA. Nothing was touched.")));
    if (const qint64 room = m_folder.freeBytes(); room >= 0 && room < neededBytes)
        co_return std::unexpected(
            Error(Error::Kind::Refused,
                  QStringLiteral("The disk that holds %1 has %2 MB left; a database needs %3 MB to begin with.")
                      .arg(m_folder.path())
                      .arg(room >> 20)
                      .arg(neededBytes >> 20),
                  QStringLiteral("Free some space, or choose another folder with --data or STEWARD_DATA.")));
    say(QStringLiteral("Making a new database in %1.").arg(m_folder.path()));
    auto made = co_await makeDataDirectory(account, binaries);
    if (!made)
        (void)co_await clearRemains(account);
    co_return made;
}

Task<Result<bool>> PrivateCluster::makeDataDirectory(ServerAccount account, QString binaries) const
{
    const QString directory = m_folder.newDirectory();
    QStringList words { binaries + QStringLiteral("/initdb"),
                        QStringLiteral("--no-sync"),
                        QStringLiteral("--data-checksums"),
                        QStringLiteral("--wal-segsize=4"),
                        QStringLiteral("--locale=C.UTF-8"),
                        QStringLiteral("--encoding=UTF8"),
                        QStringLiteral("--username=%1").arg(QString::fromLatin1(superuser)),
                        QStringLiteral("--auth-local=peer"),
                        QStringLiteral("--auth-host=reject"),
                        QStringLiteral("--no-instructions"),
                        QStringLiteral("-D"),
                        directory };
    const ProgramOutcome made = co_await RunProgram(account.runAs(words, true), 120s);
    if (!made.isDone())
        co_return std::unexpected(failed(QStringLiteral("Making the database (initdb)"), made, m_folder));

    auto written = configure(account, directory, m_options.throwaway);
    if (!written)
        co_return written;

    // Without a server, so that a complete directory always holds its database.
    words = QStringList { binaries + QStringLiteral("/postgres"),
                          QStringLiteral("--single"),
                          QStringLiteral("-F"),
                          QStringLiteral("-D"),
                          directory,
                          QStringLiteral("postgres") };
    const ProgramOutcome filled
        = co_await RunProgram(account.runAs(words, true), 120s, QByteArray("create database steward\n"));
    if (!filled.isDone() || filled.words.contains(QLatin1String("ERROR:")))
        co_return std::unexpected(failed(QStringLiteral("Making the database"), filled, m_folder));
    if (!m_options.throwaway) { // the one pass that brings everything to the disk
        words = QStringList { binaries + QStringLiteral("/initdb"), QStringLiteral("--sync-only"), QStringLiteral("-D"),
                              directory };
        const ProgramOutcome synced = co_await RunProgram(account.runAs(words, true), 120s);
        if (!synced.isDone())
            co_return std::unexpected(
                failed(QStringLiteral("Bringing the new database to the disk"), synced, m_folder));
    }
    written = account.writeFile(directory, QStringLiteral("steward.complete"),
                                m_options.throwaway ? "throwaway\n" : "private\n");
    if (!written)
        co_return written;
    if (::rename(QFile::encodeName(directory).constData(), QFile::encodeName(m_folder.dataDirectory()).constData())
        != 0)
        co_return std::unexpected(Error(
            Error::Kind::Refused,
            QStringLiteral("%1 cannot be renamed: %2").arg(directory, QString::fromLocal8Bit(std::strerror(errno)))));
    syncFolder(m_folder.path());
    co_return true;
}

} // namespace steward
