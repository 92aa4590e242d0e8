// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/profile.h"

#include <QUrl>

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
    case Profile::Kind::Api:
        return QStringLiteral("api");
    }
    Q_UNREACHABLE();
}

Profile::Kind kindNamed(const QString &name)
{
    for (const Profile::Kind kind : { Profile::Kind::Demo, Profile::Kind::Service, Profile::Kind::Api }) {
        if (kindName(kind) == name)
            return kind;
    }
    return Profile::Kind::Server;
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
    profile.kind = kindNamed(object.value(QLatin1String("kind")).toString());
    profile.host = object.value(QLatin1String("host")).toString();
    profile.port = object.value(QLatin1String("port")).toInt(profile.port);
    profile.database = object.value(QLatin1String("database")).toString(profile.database);
    for (const Tls tls : all_tls) {
        if (tlsName(tls) == object.value(QLatin1String("tls")).toString())
            profile.tls = tls;
    }
    profile.service = object.value(QLatin1String("service")).toString();
    profile.address = object.value(QLatin1String("address")).toString();
    profile.authority = object.value(QLatin1String("authority")).toString();
    profile.proxy = object.value(QLatin1String("proxy")).toString();
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
        { QStringLiteral("address"), address },
        { QStringLiteral("authority"), authority },
        { QStringLiteral("proxy"), QUrl(proxy).toString(QUrl::RemoveUserInfo) }, // a password is typed each time
        { QStringLiteral("login"), login },
        { QStringLiteral("remembers_password"), remembersPassword },
    };
}

} // namespace steward
