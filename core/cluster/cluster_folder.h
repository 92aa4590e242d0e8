// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringList>

namespace steward {

/// Where a private cluster lies.
///
///     <folder>/lock         held while somebody starts, stops or removes the cluster
///     <folder>/pg/          the server's data directory; complete or not there at all
///     <folder>/pg.new/      one that is just being made
///     <folder>/server.log   what the server says
///     <folder>/audit-heads.log   heads of the audit's chain, outside of the database that they vouch for
///     <folder>/mail.conf    names the mail server, if messages are to be sent
///     <folder>/sandbox/     the payment gateway of a demonstration keeps its file here
///     <folder>/ballast      8 MB to give up when the disk is full, so that the server can still recover
class ClusterFolder final {
public:
    explicit ClusterFolder(QString path);

    /// `$STEWARD_DATA`, else the user's data folder for applications (`~/.local/share/steward`), else, as root,
    /// `/var/lib/steward`, which the server's user can reach.
    [[nodiscard]] static QString standardPath();

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString dataDirectory() const { return m_path + QStringLiteral("/pg"); }
    [[nodiscard]] QString newDirectory() const { return m_path + QStringLiteral("/pg.new"); }
    [[nodiscard]] QString log() const { return m_path + QStringLiteral("/server.log"); }
    [[nodiscard]] QString auditHeads() const { return m_path + QStringLiteral("/audit-heads.log"); }
    [[nodiscard]] QString mailConfig() const { return m_path + QStringLiteral("/mail.conf"); }
    [[nodiscard]] QString sandboxFolder() const { return m_path + QStringLiteral("/sandbox"); }
    [[nodiscard]] QString lock() const { return m_path + QStringLiteral("/lock"); }
    [[nodiscard]] QString ballast() const { return m_path + QStringLiteral("/ballast"); }

    [[nodiscard]] bool exists() const; ///< a complete data directory is there
    /// "15", as the data directory says of itself.
    [[nodiscard]] QString majorVersion() const;
    /// Was it made with --throwaway: for tests, without a promise to survive a crash?
    [[nodiscard]] bool isThrowaway() const;

    /// Where the server's socket is to be: the user's runtime folder, else in this folder if the path is short enough
    /// for a socket (107 bytes), else below /tmp.
    [[nodiscard]] QString socketFolder(bool isRoot) const;

    [[nodiscard]] qint64 freeBytes() const;
    /// Keeps 8 MB in reserve while there is room; gives them up when there is not. True: they were given up now.
    [[nodiscard]] bool tendBallast() const;

    /// Moves what a killed first run left behind out of the way; the folders that may be deleted then.
    [[nodiscard]] QStringList setRemainsAside() const;

private:
    QString m_path;
};

/// Holds a folder's lock. The kernel lets go of it when the process ends, however it ends.
class FolderLock final {
public:
    FolderLock() = default;
    ~FolderLock();
    Q_DISABLE_COPY_MOVE(FolderLock)

    /// True: it is ours. False: somebody else holds it. Refused: the file cannot be opened.
    [[nodiscard]] Result<bool> tryTake(const QString &file);

private:
    int m_file = -1;
};

} // namespace steward
