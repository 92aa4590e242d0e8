// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_folder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace steward {
namespace {

constexpr qint64 ballastBytes = 8 << 20;
constexpr qint64 roomyBytes = 256 << 20; ///< more than this is free: the ballast costs nobody anything
constexpr qint64 scarceBytes = 12 << 20; ///< less than this is free: recovery may need what the ballast holds
constexpr qsizetype longestSocketPath = 107; ///< sockaddr_un holds 108 bytes with the closing zero
constexpr QLatin1String socketFile("/.s.PGSQL.5432");

} // namespace

ClusterFolder::ClusterFolder(QString path)
    : m_path(QDir::cleanPath(QDir::current().absoluteFilePath(path)))
{
}

QString ClusterFolder::standardPath()
{
    const QString chosen = qEnvironmentVariable("STEWARD_DATA");
    if (!chosen.isEmpty())
        return chosen;
    if (::geteuid() == 0)
        return QStringLiteral("/var/lib/steward");
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/steward");
}

bool ClusterFolder::exists() const
{
    return QFileInfo::exists(dataDirectory() + QStringLiteral("/steward.complete"));
}

QString ClusterFolder::majorVersion() const
{
    QFile file(dataDirectory() + QStringLiteral("/PG_VERSION"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

bool ClusterFolder::isThrowaway() const
{
    QFile file(dataDirectory() + QStringLiteral("/steward.complete"));
    return file.open(QIODevice::ReadOnly) && file.readAll().startsWith("throwaway");
}

QString ClusterFolder::socketFolder(bool isRoot) const
{
    // Clusters in different folders must not meet in one socket.
    const QString name
        = QString::fromLatin1(QCryptographicHash::hash(m_path.toUtf8(), QCryptographicHash::Sha256).toHex().left(12));
    const QString runtime = isRoot ? QStringLiteral("/run") : qEnvironmentVariable("XDG_RUNTIME_DIR");
    QStringList candidates;
    if (!runtime.isEmpty() && QFileInfo(runtime).isWritable())
        candidates.append(runtime + QStringLiteral("/steward/") + name);
    candidates.append(m_path + QStringLiteral("/socket"));
    for (const QString &candidate : std::as_const(candidates)) {
        if (QFile::encodeName(candidate).size() + socketFile.size() <= longestSocketPath)
            return candidate;
    }
    return QStringLiteral("/tmp/steward-%1-%2").arg(::geteuid()).arg(name);
}

qint64 ClusterFolder::freeBytes() const
{
    struct statvfs space { };
    if (::statvfs(QFile::encodeName(m_path).constData(), &space) != 0)
        return -1;
    return static_cast<qint64>(space.f_bavail) * static_cast<qint64>(space.f_frsize);
}

bool ClusterFolder::tendBallast() const
{
    const qint64 room = freeBytes();
    if (room >= 0 && room < scarceBytes)
        return QFile::remove(ballast());
    if (room > roomyBytes && !QFileInfo::exists(ballast())) {
        // Allocated, not merely long: a hole would free nothing.
        const int file = ::open(QFile::encodeName(ballast()).constData(),
                                O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (file >= 0) {
            if (::posix_fallocate(file, 0, ballastBytes) != 0)
                QFile::remove(ballast());
            ::close(file);
        }
    }
    return false;
}

QStringList ClusterFolder::setRemainsAside() const
{
    // Moved away first: what was killed may have a child that still writes there for a moment, and must not meet the
    // new one.
    if (QFileInfo::exists(newDirectory()))
        QFile::rename(newDirectory(),
                      m_path + QStringLiteral("/pg.dropped.") + QUuid::createUuid().toString(QUuid::WithoutBraces));
    const QDir folder(m_path);
    QStringList aside;
    for (const QString &name : folder.entryList({ QStringLiteral("pg.dropped.*") }, QDir::Dirs | QDir::NoSymLinks))
        aside.append(folder.filePath(name));
    return aside;
}

FolderLock::~FolderLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<bool> FolderLock::tryTake(const QString &file)
{
    if (m_file < 0)
        m_file = ::open(QFile::encodeName(file).constData(), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (m_file < 0)
        return std::unexpected(
            Error(Error::Kind::Refused,
                  QStringLiteral("%1 cannot be opened: %2").arg(file, QString::fromLocal8Bit(std::strerror(errno)))));
    return ::flock(m_file, LOCK_EX | LOCK_NB) == 0;
}

} // namespace steward
