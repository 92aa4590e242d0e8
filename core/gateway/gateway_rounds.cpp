// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/gateway_rounds.h"

#include "core/schema/sql.h"

#include <QJsonDocument>

namespace steward {

namespace {

Statement write(QByteArray text)
{
    return Statement(std::move(text), {}, Statement::Kind::Write);
}

GatewayRequest requestOf(const Rows::Row &row, const QString &account)
{
    GatewayRequest request;
    request.account = account;
    request.kind = textOf(row, 1);
    request.key = textOf(row, 2);
    request.payment = textOf(row, 3);
    request.refund = textOf(row, 4);
    request.amount = textOf(row, 5).toLongLong();
    request.currency = textOf(row, 6);
    request.gatewayReference = textOf(row, 7);
    request.moment = textOf(row, 8);
    return request;
}

/// Passing troubles of the database (a deadlock, a lock that came too late) are tried again; then the lease runs out and the
/// gateway is asked under the same key, which gives the same answer.
Task<Result<bool>> record(Connection &session, QByteArray request, GatewayAnswer answer)
{
    Statement recorded = write("select guard.record_answer($1::bigint, $2, $3::jsonb)");
    recorded.values.append(request);
    recorded.values.append(outcomeWord(answer.outcome).toUtf8());
    recorded.values.append(QJsonDocument(answer.details).toJson(QJsonDocument::Compact));
    for (int attempt = 0;; ++attempt) {
        const auto done = co_await session.run(recorded);
        if (done)
            co_return true;
        if (attempt == 2 || !session.isOpen())
            co_return std::unexpected(done.error());
    }
}

} // namespace

Task<Result<RequestRound>> tellGateway(Connection &session, Gateway &gateway, QString account, RequestFilter only)
{
    RequestRound round;
    // One at a time: what a gateway that hangs keeps waiting was not asked yet, and does not count as if it had been.
    Statement claim = write("select request, kind, key, payment, refund, amount, currency, gateway_reference, moment from guard.claim_requests(1, nullif($1::bigint, 0), nullif($2::text[], '{}'))");
    claim.values.append(QByteArray::number(only.booking));
    claim.values.append('{' + only.kinds.join(',') + '}');
    const auto claimed = co_await session.run(claim);
    if (!claimed)
        co_return std::unexpected(claimed.error());
    if (claimed->size() == 0)
        co_return round;
    const Rows::Row row = claimed->at(0);
    const GatewayAnswer answer = co_await gateway.ask(requestOf(row, account));
    round.isAsked = true;
    round.isAnswered = answer.outcome != GatewayAnswer::Outcome::Unknown && answer.outcome != GatewayAnswer::Outcome::NotReached;
    if (const auto recorded = co_await record(session, textOf(row, 0).toUtf8(), answer); !recorded)
        co_return std::unexpected(recorded.error());
    co_return round;
}

Task<Result<QString>> gatewayAccount(Connection &session)
{
    const auto known = co_await session.run(write("select account from guard.gateway_account()"));
    if (!known)
        co_return std::unexpected(known.error());
    co_return textOf(known->at(0), 0);
}

Task<Result<int>> hearGateway(Connection &session, Gateway &gateway)
{
    const auto known = co_await session.run(write("select account, position from guard.gateway_account()"));
    if (!known)
        co_return std::unexpected(known.error());
    const QString account = textOf(known->at(0), 0);
    const qint64 position = textOf(known->at(0), 1).toLongLong();
    const auto told = co_await gateway.events(account, position);
    if (!told)
        co_return std::unexpected(told.error());
    if (!told->isEmpty()) {
        Statement receive = write("select guard.receive_events($1::jsonb)");
        receive.values.append(QJsonDocument(*told).toJson(QJsonDocument::Compact));
        if (const auto stored = co_await session.run(receive); !stored)
            co_return std::unexpected(stored.error());
    }
    const auto applied = co_await session.run(write("select guard.apply_events(100)"));
    if (!applied)
        co_return std::unexpected(applied.error());
    co_return textOf(applied->at(0), 0).toInt();
}

} // namespace steward
