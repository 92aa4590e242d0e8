// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringList>

#include <sys/types.h>

namespace steward {

/// Whose processes and files the server's are. PostgreSQL refuses to run as root: started by root, it runs as the
/// unprivileged user `postgres`, and the ident map names root; otherwise it runs as whoever runs us.
class ServerAccount final {
public:
    /// Refused: root, and there is no user `postgres`.
    [[nodiscard]] static Result<ServerAccount> find();

    [[nodiscard]] uid_t uid() const { return m_uid; }
    [[nodiscard]] bool isOther() const { return m_isOther; } ///< the server's user is not ours
    /// The name of who runs us, as the server's ident map has to name it.
    [[nodiscard]] QString clientName() const { return m_clientName; }
    [[nodiscard]] QString name() const { return m_name; }

    /// `command` as this user runs it: through setpriv when it is not ours, which replaces itself, so that the pid
    /// stays.
    [[nodiscard]] QStringList runAs(const QStringList &command, bool diesWithUs) const;

    /// Gives a folder of ours to the server's user.
    [[nodiscard]] Result<bool> own(const QString &path) const;

    /// Replaces the file `name` in a folder of the server's, in one step and brought to the disk. Root writes there,
    /// and the server's user could have put a link in the way: none is followed, and the folder must be the server's.
    [[nodiscard]] Result<bool> writeFile(const QString &folder, const QString &name, const QByteArray &text) const;

private:
    ServerAccount() = default;
    uid_t m_uid = 0;
    gid_t m_gid = 0;
    bool m_isOther = false;
    QString m_name;
    QString m_clientName;
};

} // namespace steward
