// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/server_account.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace steward {
namespace {

struct Descriptor {
    explicit Descriptor(int file)
        : value(file)
    {
    }
    ~Descriptor()
    {
        if (value >= 0)
            ::close(value);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int value;
};

} // namespace

Result<ServerAccount> ServerAccount::find()
{
    ServerAccount account;
    const passwd *own = ::getpwuid(::geteuid());
    if (!own)
        return std::unexpected(
            Error(Error::Kind::Refused,
                  QStringLiteral("Your user (number %1) has no name on this machine, and PostgreSQL needs one.")
                      .arg(::geteuid()),
                  QStringLiteral("Add the user to /etc/passwd, or run this as another one.")));
    account.m_clientName = QString::fromLocal8Bit(own->pw_name);
    account.m_isOther = ::geteuid() == 0;
    const passwd *server = account.m_isOther ? ::getpwnam("postgres") : own;
    if (!server)
        return std::unexpected(
            Error(Error::Kind::Refused,
                  QStringLiteral("PostgreSQL does not run as root, and there is no user \"postgres\" to run it as."),
                  QStringLiteral("Install the package postgresql, or run this as an ordinary user.")));
    account.m_uid = server->pw_uid;
    account.m_gid = server->pw_gid;
    account.m_name = QString::fromLocal8Bit(server->pw_name);
    return account;
}

QStringList ServerAccount::runAs(const QStringList &command, bool diesWithUs) const
{
    if (!m_isOther)
        return command;
    QStringList words { QStringLiteral("setpriv"), QStringLiteral("--reuid=%1").arg(m_uid),
                        QStringLiteral("--regid=%1").arg(m_gid), QStringLiteral("--init-groups") };
    if (diesWithUs) // the kernel forgets the signal when the user changes
        words.append({ QStringLiteral("--pdeathsig"), QStringLiteral("KILL") });
    words.append(QStringLiteral("--"));
    return words + command;
}

Result<bool> ServerAccount::own(const QString &path) const
{
    if (!m_isOther || ::lchown(QFile::encodeName(path).constData(), m_uid, m_gid) == 0)
        return true;
    return std::unexpected(Error(Error::Kind::Refused,
                                 QStringLiteral("%1 cannot be given to the user %2: %3")
                                     .arg(path, m_name, QString::fromLocal8Bit(std::strerror(errno)))));
}

Result<bool> ServerAccount::writeFile(const QString &folder, const QString &name, const QByteArray &text) const
{
    const auto failed = [&] {
        return std::unexpected(Error(Error::Kind::Refused,
                                     QStringLiteral("%1/%2 cannot be written: %3")
                                         .arg(folder, name, QString::fromLocal8Bit(std::strerror(errno)))));
    };
    const Descriptor directory(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat found { };
    if (directory.value < 0 || ::fstat(directory.value, &found) != 0)
        return failed();
    if (found.st_uid != m_uid)
        return std::unexpected(
            Error(Error::Kind::Refused, QStringLiteral("%1 does not belong to the user %2.").arg(folder, m_name)));
    const QByteArray last = QFile::encodeName(name);
    const QByteArray next = last + ".new";
    ::unlinkat(directory.value, next.constData(), 0);
    const Descriptor file(
        ::openat(directory.value, next.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.value < 0 || ::write(file.value, text.constData(), static_cast<std::size_t>(text.size())) != text.size())
        return failed();
    if (m_isOther && ::fchown(file.value, m_uid, m_gid) != 0)
        return failed();
    if (::fsync(file.value) != 0
        || ::renameat(directory.value, next.constData(), directory.value, last.constData()) != 0
        || ::fsync(directory.value) != 0)
        return failed();
    return true;
}

} // namespace steward
