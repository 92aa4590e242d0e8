// SPDX-License-Identifier: GPL-3.0-or-later
// Which server and database a command means: the private cluster, or what --dsn says.
#include "app/ctl/command.h"

#include "core/schema/sql.h"

namespace steward::ctl {

void addClusterOption(Arguments &arguments)
{
    arguments.option(QStringLiteral("data"),
                     QStringLiteral("Folder of the private cluster (else $STEWARD_DATA, else %1).")
                         .arg(ClusterFolder::standardPath()),
                     QStringLiteral("folder"));
}

void addDatabaseOptions(Arguments &arguments)
{
    addClusterOption(arguments);
    arguments
        .option(QStringLiteral("dsn"),
                QStringLiteral("Another server instead, as a libpq connection string of a superuser."),
                QStringLiteral("string"))
        .option(QStringLiteral("database"), QStringLiteral("Name of the database."), QStringLiteral("name"),
                QStringLiteral("steward"));
}

PrivateCluster clusterOf(const Arguments &arguments)
{
    PrivateCluster::Options options;
    options.folder = arguments.value(QStringLiteral("data"));
    options.progress = [](const QString &sentence) { say(sentence); };
    return PrivateCluster(options);
}

Result<QString> dsnOf(const Arguments &arguments, const QString &role)
{
    if (arguments.has(QStringLiteral("dsn"))) {
        QString dsn = arguments.value(QStringLiteral("dsn"));
        if (arguments.has(QStringLiteral("database")))
            dsn = withKeyword(dsn, QStringLiteral("dbname"), arguments.value(QStringLiteral("database")));
        return role.isEmpty() ? dsn : withUser(dsn, role);
    }
    const PrivateCluster cluster = clusterOf(arguments);
    const auto status = cluster.status();
    if (!status)
        return std::unexpected(status.error());
    if (status->state != ClusterStatus::State::Running)
        return std::unexpected(Error(
            Error::Kind::Unavailable, QStringLiteral("The private cluster in %1 does not run.").arg(status->folder),
            QStringLiteral("Start it with \"stewardctl cluster start\", or name another server with --dsn.")));
    return cluster.dsn(role.isEmpty() ? QString::fromLatin1(PrivateCluster::superuser) : role,
                       arguments.value(QStringLiteral("database")));
}

Task<Result<bool>> refreshLogins(const Arguments &arguments)
{
    if (arguments.has(QStringLiteral("dsn")))
        co_return true;
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn)
        co_return std::unexpected(dsn.error());
    const auto logins = co_await loginNames(*dsn);
    if (!logins)
        co_return std::unexpected(logins.error());
    co_return clusterOf(arguments).allowLogins(*logins);
}

} // namespace steward::ctl
