// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/gate.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

Pool::Shape oneLink()
{
    Pool::Shape shape;
    shape.connections = 1;
    shape.waiting = 4;
    return shape;
}

HttpResponse said(const QByteArray &status)
{
    return HttpResponse(200, "application/json", R"({"status":")" + status + R"("})");
}

} // namespace

Gate::Gate(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_pool(m_options.database, oneLink())
    , m_readiness(m_pool, m_options.versions, [this](const QString &sentence) { m_options.log(u"The gate for %1: %2"_s.arg(QString::fromLatin1(m_options.name), sentence)); })
    , m_server(routes(), m_options.limits)
{
    connect(&m_server, &HttpServer::answered, this, [this](const HttpExchange &exchange) { m_metrics.count(exchange); });
    connect(&m_server, &HttpServer::refused, this, [this](const QByteArray &code) { m_metrics.countRefused(code); });
    connect(&m_server, &HttpServer::drained, this, &Gate::drained);
}

Gate::~Gate() = default;

HttpRouter Gate::routes()
{
    HttpRouter router;
    router.add(HttpRoute("GET", "/healthz", [this](HttpRequest request) { return health(std::move(request)); }));
    router.add(HttpRoute("GET", "/readyz", [this](HttpRequest request) { return ready(std::move(request)); }));
    if (m_options.figures)
        router.add(HttpRoute("GET", "/metrics", [this](HttpRequest request) { return metrics(std::move(request)); }));
    return router;
}

Result<QString> Gate::begin()
{
    const auto port = m_server.listen(m_options.address.address, m_options.address.port);
    if (!port)
        return std::unexpected(port.error());
    m_pool.open();
    m_readiness.begin();
    return u"http://"_s + ListenAddress::written(m_options.address.address, *port);
}

GateFigures Gate::figures() const
{
    GateFigures now(m_options.name, &m_metrics);
    now.connections = m_server.connectionCount();
    now.isReady = !m_readiness.fault();
    return now;
}

Task<HttpResponse> Gate::health(HttpRequest)
{
    co_return said("alive");
}

Task<HttpResponse> Gate::ready(HttpRequest request)
{
    if (const auto fault = m_readiness.fault())
        co_return problem(*fault, request.id);
    co_return said("ready");
}

Task<HttpResponse> Gate::metrics(HttpRequest)
{
    co_return HttpResponse(200, "text/plain; version=0.0.4; charset=utf-8", m_options.figures());
}

} // namespace steward
