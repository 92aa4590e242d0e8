// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/webhooks.h"

#include "app/server/answers.h"
#include "core/http/problem.h"
#include "core/pg/steady_call.h"

#include <QDateTime>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr qsizetype most_body = 1024 * 1024;

} // namespace

Webhooks::Webhooks(const QList<GatewayConfig> &gateways, Pool &pool)
    : m_pool(pool)
{
    for (const GatewayConfig &config : gateways) {
        if (auto opened = openGateway(config))
            m_gateways.emplace_back(config.adapter.toLatin1(), std::move(*opened));
    }
}

Webhooks::~Webhooks() = default;

void Webhooks::addTo(HttpRouter &router)
{
    for (const auto &[name, gateway] : m_gateways) {
        HttpRoute route("POST", "/v1/webhooks/" + name, [this, known = gateway.get()](HttpRequest request) { return take(std::move(request), known); });
        route.mostBody = most_body;
        route.bodyType = "application/json";
        router.add(std::move(route));
    }
}

Task<HttpResponse> Webhooks::take(HttpRequest request, const Gateway *gateway)
{
    const auto told = gateway->told(request.body, request.field(gateway->signatureField().toLower()), QDateTime::currentSecsSinceEpoch());
    if (!told) // whoever forges learns no more than that
        co_return problem(HttpFault(400, "signature", u"This is not signed as agreed."_s), request.id);
    Statement store("select api.receive_told_events($1::jsonb)", {}, Statement::Kind::Write);
    store.values.append(Statement::Value(QJsonDocument(*told).toJson(QJsonDocument::Compact)));
    const auto stored = co_await steadyCall(&m_pool, std::move(store), 0ms);
    if (!stored)
        co_return problem(faultOf(stored.error()), request.id);
    const auto cell = stored->at(0).cell(0);
    co_return jsonAnswer(cell ? QByteArray(cell->data(), static_cast<qsizetype>(cell->size())) : QByteArray("{}"));
}

} // namespace steward
