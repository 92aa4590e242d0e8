// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace steward {

/// Where a PostgreSQL server is, who signs in, and how the session is set up. What is empty comes from the service
/// file, then from libpq's environment and defaults.
struct ConnectionOptions {
    ConnectionOptions() = default;

    QString host; ///< name, address or socket folder; several with commas, tried in turn
    QString port; ///< one for all hosts, or one for each
    QString database;
    QString user;
    QString password; ///< empty: PGPASSWORD or the password file
    QString service; ///< section of the service file
    QString sslMode; ///< libpq's: disable, prefer, require, verify-full, …
    QString applicationName = QStringLiteral("steward");
    QMap<QString, QString> others; ///< further libpq keywords, such as sslrootcert
    int statementTimeoutMs = 0; ///< 0: none
    int connectTimeoutMs = 10'000; ///< for one attempt, over all hosts
    int silenceMs = 15'000; ///< how long after a statement's time-out the server may be silent before it is given up

    /// Reads "host=… user=…" or "postgresql://…". Invalid: malformed, or a keyword that libpq does not know.
    [[nodiscard]] static Result<ConnectionOptions> parse(const QString &dsn);

    /// With the service's section read from the service file. NotFound: there is no such section.
    [[nodiscard]] Result<ConnectionOptions> withService() const;

    /// With one plan for each statement, whatever its values: for connections whose statements take their order from an index.
    [[nodiscard]] ConnectionOptions planningOnce() const;

    /// For people: "host:port", or "this computer" for a Unix socket.
    [[nodiscard]] QString serverName() const;
};

/// Host names with the addresses that they have, so that libpq never asks the name service (it would block).
struct HostAddress {
    HostAddress(QString hostName, QString ip, QString portNumber)
        : host(std::move(hostName))
        , address(std::move(ip))
        , port(std::move(portNumber))
    {
    }
    QString host;
    QString address; ///< empty for a Unix socket
    QString port;
};

/// What PQconnectStartParams takes.
class ConnectKeywords final {
public:
    ConnectKeywords(const ConnectionOptions &options, const QList<HostAddress> &hosts);
    [[nodiscard]] QList<const char *> names() const;
    [[nodiscard]] QList<const char *> values() const;

private:
    void add(const QString &name, const QString &value);
    QList<std::pair<QByteArray, QByteArray>> m_pairs;
};

} // namespace steward
