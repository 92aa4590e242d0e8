// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/profile.h"

#include <QCoreApplication>

#include <array>

namespace steward {

namespace {

constexpr std::array all_tls { Profile::Tls::VerifyFull, Profile::Tls::VerifyAuthority, Profile::Tls::Require, Profile::Tls::Disable };

QString kindName(Profile::Kind kind)
{
    switch (kind) {
    case Profile::Kind::Demo:
        return QStringLiteral("demo");
    case Profile::Kind::Server:
        return QStringLiteral("server");
    case Profile::Kind::Service:
        return QStringLiteral("service");
    }
    Q_UNREACHABLE();
}

} // namespace

Profile Profile::demo()
{
    Profile profile;
    profile.name = QStringLiteral("demo");
    profile.kind = Kind::Demo;
    profile.login = QStringLiteral("support");
    return profile;
}

QString Profile::tlsName(Tls tls)
{
    switch (tls) {
    case Tls::VerifyFull:
        return QStringLiteral("verify-full");
    case Tls::VerifyAuthority:
        return QStringLiteral("verify-ca");
    case Tls::Require:
        return QStringLiteral("require");
    case Tls::Disable:
        return QStringLiteral("disable");
    }
    Q_UNREACHABLE();
}

Profile Profile::fromJson(const QJsonObject &object)
{
    Profile profile;
    profile.name = object.value(QLatin1String("name")).toString();
    const QString kind = object.value(QLatin1String("kind")).toString();
    profile.kind = kind == QLatin1String("demo") ? Kind::Demo : kind == QLatin1String("service") ? Kind::Service : Kind::Server;
    profile.host = object.value(QLatin1String("host")).toString();
    profile.port = object.value(QLatin1String("port")).toInt(profile.port);
    profile.database = object.value(QLatin1String("database")).toString(profile.database);
    for (const Tls tls : all_tls) {
        if (tlsName(tls) == object.value(QLatin1String("tls")).toString())
            profile.tls = tls;
    }
    profile.service = object.value(QLatin1String("service")).toString();
    profile.login = object.value(QLatin1String("login")).toString();
    profile.remembersPassword = object.value(QLatin1String("remembers_password")).toBool();
    return profile;
}

QJsonObject Profile::toJson() const
{
    return {
        { QStringLiteral("name"), name },
        { QStringLiteral("kind"), kindName(kind) },
        { QStringLiteral("host"), host },
        { QStringLiteral("port"), port },
        { QStringLiteral("database"), database },
        { QStringLiteral("tls"), tlsName(tls) },
        { QStringLiteral("service"), service },
        { QStringLiteral("login"), login },
        { QStringLiteral("remembers_password"), remembersPassword },
    };
}

QString Profile::problem() const
{
    const auto words = [](const char *text) { return QCoreApplication::translate("Profile", text); };
    if (name.trimmed().isEmpty())
        return words("Give the profile a name.");
    switch (kind) {
    case Kind::Demo:
        return {};
    case Kind::Service:
        return service.trimmed().isEmpty() ? words("Name the entry of the service file.") : QString();
    case Kind::Server:
        if (host.trimmed().isEmpty())
            return words("Enter the server's host name.");
        if (port < 1 || port > 65535)
            return words("A port is a number from 1 to 65535.");
        if (database.trimmed().isEmpty())
            return words("Enter the name of the database.");
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace steward
