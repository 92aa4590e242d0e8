// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace steward {

/// Where to sign in: a marketplace as the operator knows it. It holds no password.
struct Profile {
    enum class Kind {
        Demo, ///< this machine's own private cluster
        Server, ///< a PostgreSQL server by host, port and TLS
        Service, ///< an entry of libpq's service file
        Api, ///< a stewardd, over HTTP, from where PostgreSQL can not be reached
    };
    enum class Tls {
        VerifyFull, ///< encrypted, and the server's name and certificate are checked
        VerifyAuthority, ///< encrypted, and the certificate's authority is checked
        Require, ///< encrypted, nobody checked: only within a trusted network
        Disable, ///< in the clear: only on this machine
    };

    Profile() = default;
    QString name;
    Kind kind = Kind::Server;
    QString host;
    int port = 5432;
    QString database = QStringLiteral("steward");
    Tls tls = Tls::VerifyFull;
    QString service;
    QString address; ///< of an API, such as https://admin.example.org
    QString authority; ///< file with the certificates of the API's own authority; empty: the system's
    QString proxy; ///< to the API: http://… or socks5://…; empty: as the system says
    QString login; ///< who signed in last
    bool remembersPassword = false;

    bool operator==(const Profile &) const = default;

    [[nodiscard]] static Profile demo();
    [[nodiscard]] static Profile fromJson(const QJsonObject &object);
    [[nodiscard]] QJsonObject toJson() const;

    /// libpq's word for the TLS mode ("verify-full").
    [[nodiscard]] static QString tlsName(Tls tls);
};

} // namespace steward
