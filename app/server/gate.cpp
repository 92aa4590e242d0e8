// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/gate.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr int look_ms = 1'000;
constexpr auto longest_wait = 3s; // from then on nobody begins to wait for the database
constexpr auto longest_silence = 5s; // and those who do are told

Pool::Shape oneLink()
{
    Pool::Shape shape;
    shape.connections = 1;
    shape.waiting = 4;
    shape.greeting = "listen steward_feed";
    return shape;
}

Api::Options apiOptions(const Authenticate &authenticate, const Gate::Options &options, const Readiness &readiness)
{
    Api::Options made;
    made.authenticate = authenticate;
    made.isThere = [&readiness] { return readiness.silence() < longest_wait; };
    made.log = options.log;
    return made;
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
    , m_catalogue(m_pool, m_options.log)
    , m_links(m_options.database, m_options.links, m_options.signIn.sessionCheck, &m_pool)
    , m_auth(m_options.name, m_options.database, m_options.addressField)
    , m_api(m_links, apiOptions(whoAsks(), m_options, m_readiness))
    , m_events(m_links, whoAsks())
    , m_webhooks(m_options.gateways, m_auth.pool())
    , m_server(routes({}), m_options.limits, m_options.tls)
{
    connect(&m_catalogue, &CatalogueWatch::changed, this, [this](const QList<CatalogueArea> &areas) { m_server.setRoutes(routes(areas)); });
    // A pool's own pauses grow to half a minute; as soon as one link says that the database is there, the others come back. Where
    // it has fallen silent (a machine that is paused), a call could wait out its own time-out, and all behind it.
    connect(&m_looking, &QTimer::timeout, this, [this] {
        if (m_readiness.silence() > longest_silence)
            m_links.giveUp();
        else if (m_readiness.silence() < longest_wait)
            m_links.reconnect();
    });
    connect(&m_pool, &Pool::notified, &m_events, &Events::tell);
    connect(&m_pool, &Pool::stateChanged, &m_events, &Events::tell); // whatever happened while nobody listened
    connect(&m_server, &HttpServer::answered, this, [this](const HttpExchange &exchange) { m_metrics.count(exchange); });
    connect(&m_server, &HttpServer::refused, this, [this](const QByteArray &code) { m_metrics.countRefused(code); });
    connect(&m_server, &HttpServer::drained, this, &Gate::drained);
}

Gate::~Gate() = default;

Authenticate Gate::whoAsks() const
{
    if (m_options.signIn.authenticate)
        return m_options.signIn.authenticate;
    return [this](const HttpRequest &request) { return m_auth.callerOf(request); };
}

HttpRouter Gate::routes(const QList<CatalogueArea> &areas)
{
    HttpRouter router;
    router.add(HttpRoute("GET", "/healthz", [this](HttpRequest request) { return health(std::move(request)); }));
    router.add(HttpRoute("GET", "/readyz", [this](HttpRequest request) { return ready(std::move(request)); }));
    if (m_options.figures)
        router.add(HttpRoute("GET", "/metrics", [this](HttpRequest request) { return metrics(std::move(request)); }));
    m_auth.addTo(router);
    m_events.addTo(router);
    m_webhooks.addTo(router);
    for (const CatalogueArea &area : areas)
        m_api.addRoutes(router, area);
    if (areas.isEmpty())
        Api::addWaiting(router, [this] { return m_readiness.fault().value_or(HttpFault(503, "starting", u"The marketplace is being opened. Try again in a moment."_s)); });
    return router;
}

Result<QString> Gate::begin()
{
    const auto port = m_options.descriptor < 0 ? m_server.listen(m_options.address.address, m_options.address.port) : m_server.serve(m_options.descriptor);
    if (!port)
        return std::unexpected(port.error());
    m_pool.open();
    m_links.open();
    m_auth.begin();
    m_readiness.begin();
    m_catalogue.begin();
    m_looking.start(look_ms);
    return ListenAddress::url(!m_options.tls.localCertificate().isNull(), m_options.address.address, *port);
}

GateFigures Gate::figures() const
{
    GateFigures now;
    now.name = m_options.name;
    now.metrics = m_metrics;
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
