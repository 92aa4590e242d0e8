// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/call.h"

#include "core/base/sleep.h"

#include <QJsonDocument>
#include <QUuid>

namespace steward::ctl {
namespace {

using namespace std::chrono_literals;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Task<Result<QJsonObject>> callThroughGate(Connection &session, QString role, qint64 person, QString operation,
                                          QJsonObject arguments, QJsonObject options)
{
    options[QStringLiteral("key")] = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QList<Statement::Value> values;
    values << operation.toUtf8() << compact(arguments) << compact(options);
    Statement invoke("select api.invoke($1, $2::jsonb, $3::jsonb)", values, Statement::Kind::Write);
    if (!role.isEmpty()) { // as a gate does: the role and who it stands for are settings of this one transaction
        QList<Statement::Value> who;
        who << role.toUtf8() << (person > 0 ? QByteArray::number(person) : QByteArray(""));
        invoke.preludes.append(
            Statement::Prelude("select set_config('role', $1, true), set_config('steward.actor', $2, true)", who));
    }
    for (int attempt = 0;; ++attempt) {
        auto reply = co_await session.run(invoke);
        static const QStringList passing { QStringLiteral("40P01"), QStringLiteral("40001"), QStringLiteral("55P03"),
                                           QStringLiteral("MP052") };
        if (!reply && passing.contains(reply.error().code) && attempt < 3) {
            co_await sleepFor(20ms);
            continue;
        }
        if (!reply)
            co_return std::unexpected(reply.error());
        co_return QJsonDocument::fromJson(textOf(reply->at(0), 0).toUtf8()).object();
    }
}

} // namespace steward::ctl
