// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/server_process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <array>
#include <sys/stat.h>
#include <unistd.h>

namespace steward {
namespace {

QString linkTarget(const QString &link)
{
    std::array<char, 4096> buffer {};
    const auto length = ::readlink(QFile::encodeName(link).constData(), buffer.data(), buffer.size());
    return length > 0 ? QFile::decodeName(QByteArray(buffer.data(), length)) : QString();
}

bool isSameFolder(const QString &a, const QString &b)
{
    struct stat first { };
    struct stat second { };
    return ::stat(QFile::encodeName(a).constData(), &first) == 0
        && ::stat(QFile::encodeName(b).constData(), &second) == 0 && first.st_dev == second.st_dev
        && first.st_ino == second.st_ino;
}

} // namespace

std::optional<PidFile> readPidFile(const QString &dataDirectory)
{
    QFile file(dataDirectory + QStringLiteral("/postmaster.pid"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    PidFile found;
    found.pid = lines.value(0).trimmed().toInt();
    found.port = lines.value(3).trimmed();
    found.socketFolder = lines.value(4).trimmed();
    found.isReady = lines.value(7).trimmed() == QLatin1String("ready");
    if (found.pid <= 0)
        return std::nullopt;
    return found;
}

bool isServerOf(pid_t pid, const QString &dataDirectory)
{
    // Another user's process cannot be looked at, unless we are root; and it cannot be our server either.
    const QString process = QStringLiteral("/proc/%1").arg(pid);
    QString executable = linkTarget(process + QStringLiteral("/exe"));
    executable.remove(QStringLiteral(" (deleted)")); // upgraded under a running server
    return QFileInfo(executable).fileName() == QLatin1String("postgres")
        && isSameFolder(process + QStringLiteral("/cwd"), dataDirectory);
}

QList<pid_t> serverProcessesOf(const QString &dataDirectory)
{
    QList<pid_t> found;
    for (const QString &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const pid_t pid = name.toInt(&isNumber);
        if (isNumber && isServerOf(pid, dataDirectory))
            found.append(pid);
    }
    return found;
}

QString tailOfLog(const QString &path, qint64 offset)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max(std::min(offset, file.size()), file.size() - 16'384));
    const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split(QLatin1Char('\n'));
    return lines.mid(std::max<qsizetype>(0, lines.size() - 20)).join(QLatin1Char('\n'));
}

} // namespace steward
