// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_desk.h"

#include "core/base/intent_key.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QThread>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

Pool::Shape fewLinks()
{
    Pool::Shape shape;
    shape.connections = 3;
    shape.waiting = 64;
    return shape;
}

PasswordWork::Limits asManyAsCores()
{
    PasswordWork::Limits limits;
    limits.atOnce = std::max(1, QThread::idealThreadCount());
    limits.waiting = 8 * limits.atOnce;
    return limits;
}

Result<QJsonObject> objectOf(const Result<Rows> &answer)
{
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->size() != 1)
        return std::unexpected(Error(Error::Kind::Protocol, u"The database did not answer as agreed."_s));
    const auto cell = answer->at(0).cell(0);
    return QJsonDocument::fromJson(cell ? QByteArray(cell->data(), static_cast<qsizetype>(cell->size())) : QByteArray()).object();
}

} // namespace

AuthDesk::AuthDesk(QByteArray name, const ConnectionOptions &database)
    : gate(name)
    , pool(database, fewLinks())
    , tokens(name)
    , passwords(asManyAsCores())
{
}

qint64 AuthDesk::now()
{
    return QDateTime::currentSecsSinceEpoch();
}

Task<Result<QJsonObject>> AuthDesk::ask(QByteArray question, QList<Value> values)
{
    co_return co_await askWith(Statement(std::move(question), std::move(values), Statement::Kind::Write));
}

Task<Result<QJsonObject>> AuthDesk::askWith(Statement question)
{
    const auto answer = co_await pool.run(std::move(question));
    co_return objectOf(answer);
}

Task<Result<QJsonObject>> AuthDesk::askAs(AccessClaims claims, QByteArray question, QList<Value> values)
{
    Statement asked(std::move(question), std::move(values), Statement::Kind::Write);
    asked.preludes.append(Statement::Prelude("select api.check_session($1::uuid, $2::boolean)", bound(claims.session, QByteArray(claims.isComplete ? "f" : "t"))));
    asked.preludes.append(Statement::Prelude("select set_config('role', $1, true), set_config('steward.actor', $2, true)",
                                             bound(claims.role, isForUsers() ? QByteArray::number(claims.actor) : QByteArray())));
    co_return co_await askWith(std::move(asked));
}

Task<Result<QJsonObject>> AuthDesk::invokeAs(AccessClaims claims, QByteArray operation, QJsonObject arguments)
{
    const QJsonObject options { { u"key"_s, IntentKey::make().text() } };
    auto reply = co_await askAs(std::move(claims), "select api.invoke($1, $2::jsonb, $3::jsonb)",
                                bound(operation, QJsonDocument(arguments).toJson(QJsonDocument::Compact), QJsonDocument(options).toJson(QJsonDocument::Compact)));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return reply->value(u"result"_s).toObject();
}

} // namespace steward
