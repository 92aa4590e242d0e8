// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mail/mail_server.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int longest_timeout_s = 120; // twice that still fits into the five minutes of a lease

Error wrong(const QString &path, const QString &what)
{
    return { Error::Kind::Invalid, u"%1: %2"_s.arg(path, what) };
}

/// A value as it stands; QSettings takes a comma for a list.
QString valueOf(const QSettings &file, const QString &key)
{
    return file.value(key).toStringList().join(u", "_s).trimmed();
}

QString besides(const QString &path, const QString &name)
{
    return QFileInfo(name).isAbsolute() ? name : QFileInfo(path).absolutePath() + u'/' + name;
}

Result<QByteArray> readPassword(const QString &path, const QString &name)
{
    if (name.isEmpty())
        return qgetenv("STEWARD_MAIL_PASSWORD");
    QFile file(besides(path, name));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(wrong(path, u"the password file %1 cannot be read: %2"_s.arg(name, file.errorString())));
    constexpr auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.permissions() & others)
        return std::unexpected(
            wrong(path, u"others than its owner may read or write the password file %1; chmod 600 it."_s.arg(name)));
    return file.readLine().trimmed();
}

Result<bool> takeUrl(const QString &path, const QString &written, MailServer &server)
{
    QUrl url(written, QUrl::StrictMode);
    const bool known = url.scheme() == u"smtp" || url.scheme() == u"smtps" || url.scheme() == u"smtp+plain";
    if (!url.isValid() || !known || url.host().isEmpty())
        return std::unexpected(
            wrong(path, u"url must be smtp://HOST:PORT, smtps://HOST:PORT or smtp+plain://HOST:PORT."_s));
    if (!url.userInfo().isEmpty())
        return std::unexpected(
            wrong(path, u"url holds a user or a password; user and password_file are their place."_s));
    server.isPlain = url.scheme() == u"smtp+plain";
    if (server.isPlain)
        url.setScheme(u"smtp"_s);
    server.url = url.toEncoded();
    return true;
}

} // namespace

QString MailServer::host() const
{
    return from.address.section(u'@', 1);
}

Result<MailServer> readMailServer(const QString &path)
{
    if (QFile file(path); !file.open(QIODevice::ReadOnly))
        return std::unexpected(wrong(path, file.errorString()));
    const QSettings file(path, QSettings::IniFormat);
    if (file.status() != QSettings::NoError)
        return std::unexpected(wrong(path, u"not lines of \"key = value\"."_s));
    static const QStringList known { u"url"_s,           u"from"_s,    u"name"_s,     u"user"_s,
                                     u"password_file"_s, u"ca_file"_s, u"timeout_s"_s };
    for (const QString &key : file.allKeys()) {
        if (!known.contains(key))
            return std::unexpected(wrong(path, u"\"%1\" is not known; there are %2."_s.arg(key, known.join(u", "_s))));
    }
    MailServer server;
    if (const auto taken = takeUrl(path, valueOf(file, u"url"_s), server); !taken)
        return std::unexpected(taken.error());
    server.from = MailParty(valueOf(file, u"from"_s), valueOf(file, u"name"_s));
    static const QRegularExpression hostName(u"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    if (!isMailAddress(server.from.address) || !hostName.match(server.host()).hasMatch())
        return std::unexpected(wrong(path, u"from must be an e-mail address, as bookings@example.org."_s));
    server.user = valueOf(file, u"user"_s).toUtf8();
    if (!server.user.isEmpty()) {
        if (server.isPlain)
            return std::unexpected(
                wrong(path, u"a password would travel readable for all; use smtp:// or smtps://."_s));
        const auto password = readPassword(path, valueOf(file, u"password_file"_s));
        if (!password)
            return std::unexpected(password.error());
        server.password = *password;
    }
    if (const QString authority = valueOf(file, u"ca_file"_s); !authority.isEmpty())
        server.caFile = QFile::encodeName(besides(path, authority));
    if (const QString seconds = valueOf(file, u"timeout_s"_s); !seconds.isEmpty()) {
        const int said = seconds.toInt();
        if (said < 1 || said > longest_timeout_s)
            return std::unexpected(wrong(path, u"timeout_s must be 1 to %1 seconds."_s.arg(longest_timeout_s)));
        server.timeout = std::chrono::seconds(said);
    }
    return server;
}

} // namespace steward
