// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/secret.h"
#include "core/base/intent_key.h"
#include "core/identity/password.h"
#include "core/schema/sql.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace steward::ctl {
namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// "support" and "steward_support" are the same group.
QJsonArray groupsOf(const Arguments &arguments)
{
    QJsonArray groups;
    for (const QString &name : arguments.values(QStringLiteral("group")))
        groups.append(name.startsWith(QLatin1String("steward_")) ? name : QStringLiteral("steward_") + name);
    return groups;
}

constexpr int shortest_password = 12; ///< PCI DSS 4.0, 8.3.6

/// Ids of the markets that were named by their codes. Invalid: there is no such market.
Task<Result<QJsonArray>> marketsOf(Connection &session, QStringList codes)
{
    QJsonArray ids;
    for (const QString &code : std::as_const(codes)) {
        auto found = co_await session.run(once("select id from market.market where code = upper($1)", code.toUtf8()));
        if (!found)
            co_return std::unexpected(found.error());
        if (found->size() == 0)
            co_return std::unexpected(
                Error(Error::Kind::Invalid, QStringLiteral("There is no market \"%1\".").arg(code)));
        ids.append(textOf(found->at(0), 0).toInt());
    }
    co_return ids;
}

/// The call that the command line means.
Task<Result<QJsonObject>> argumentsOf(Connection &reader, const Arguments &arguments, QString what, QString login)
{
    QJsonObject call;
    if (what == QLatin1String("create")) {
        call[QStringLiteral("login")] = login;
        call[QStringLiteral("name")]
            = arguments.has(QStringLiteral("name")) ? arguments.value(QStringLiteral("name")) : login;
    } else {
        auto known = co_await reader.run(once("select id from market.operator where login = $1", login.toUtf8()));
        if (!known)
            co_return std::unexpected(known.error());
        if (known->size() == 0)
            co_return std::unexpected(
                Error(Error::Kind::NotFound, QStringLiteral("There is no operator \"%1\".").arg(login)));
        call[QStringLiteral("operator")] = textOf(known->at(0), 0).toLongLong();
    }
    if (what == QLatin1String("disable"))
        co_return call;
    if (what == QLatin1String("password")) {
        const QString password = readSecret(QStringLiteral("Password"));
        if (const QString fault = faultOfPassword(password, login, shortest_password); !fault.isEmpty())
            co_return std::unexpected(Error(Error::Kind::Invalid, fault));
        call[QStringLiteral("hash")] = QString::fromLatin1(PasswordWork::hashNow(passwordBytes(password)));
        co_return call;
    }
    auto markets = co_await marketsOf(reader, arguments.values(QStringLiteral("market")));
    if (!markets)
        co_return std::unexpected(markets.error());
    call[QStringLiteral("groups")] = groupsOf(arguments);
    call[QStringLiteral("markets")] = *markets;
    call[QStringLiteral("all_markets")] = arguments.has(QStringLiteral("all-markets"));
    co_return call;
}

void describe(Arguments &arguments)
{
    addDatabaseOptions(arguments);
    arguments.positional(QStringLiteral("what"), QStringLiteral("create, grant, revoke, password or disable"))
        .positional(QStringLiteral("login"), QStringLiteral("the operator's PostgreSQL login"))
        .option(QStringLiteral("name"), QStringLiteral("create: the person's name."), QStringLiteral("name"))
        .option(QStringLiteral("group"),
                QStringLiteral("support, operations, finance, auditor or administrator; may be given several times."),
                QStringLiteral("name"))
        .option(QStringLiteral("market"), QStringLiteral("Code of a market, such as DE; may be given several times."),
                QStringLiteral("code"))
        .option(QStringLiteral("all-markets"), QStringLiteral("All markets, also those to come."))
        .option(QStringLiteral("as"),
                QStringLiteral("Administrator to sign in as (else the system, which may make the first one)."),
                QStringLiteral("login"), QStringLiteral("steward_worker"));
}

} // namespace

Task<Exit> operatorCommand(QStringList words)
{
    Arguments arguments(
        QStringLiteral("operator"),
        QStringLiteral("Who may sign in to the console. Every change goes through the door and its audit.\n\n"
                       "  create LOGIN   a new operator, with groups and markets\n"
                       "  grant LOGIN    more groups or markets\n"
                       "  revoke LOGIN   fewer of them\n"
                       "  password LOGIN a password for the API, read from the input: the first one, or by an administrator (--as) another\n"
                       "  disable LOGIN  no access any more, for good; open sessions end"));
    describe(arguments);
    if (!arguments.parse(words))
        co_return arguments.status();
    const QString what = arguments.words().value(0);
    const QString login = arguments.words().value(1);
    static const QStringList known { QStringLiteral("create"), QStringLiteral("grant"), QStringLiteral("revoke"),
                                     QStringLiteral("password"), QStringLiteral("disable") };
    if (!known.contains(what) || login.isEmpty()) {
        complain(QStringLiteral(
            "Say create, grant, revoke, password or disable, and whom; \"stewardctl operator --help\" tells more."));
        co_return Exit::Usage;
    }
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }
    const auto reader = co_await signIn(*dsn);
    const auto door = co_await signIn(withUser(*dsn, arguments.value(QStringLiteral("as"))));
    if (!reader || !door) {
        complainOf(reader ? door.error() : reader.error());
        co_return Exit::NotRunning;
    }
    auto call = co_await argumentsOf(**reader, arguments, what, login);
    if (!call) {
        complainOf(call.error());
        co_return Exit::Failed;
    }
    const QByteArray operation = what == QLatin1String("password") ? QByteArray("set_operator_password") : what.toUtf8() + "_operator";
    QJsonObject options;
    options[QStringLiteral("key")] = IntentKey::make().text();
    auto reply
        = co_await (*door)->run(once("select api.invoke($1, $2::jsonb, $3::jsonb)",
                                     operation, compact(*call), compact(options)));
    if (!reply) {
        complainOf(reply.error());
        co_return Exit::Failed;
    }
    if (auto allowed = co_await refreshLogins(arguments); !allowed) {
        complainOf(allowed.error());
        co_return Exit::Failed;
    }
    say(QStringLiteral("%1: %2 done").arg(login, what));
    co_return Exit::Done;
}

} // namespace steward::ctl
