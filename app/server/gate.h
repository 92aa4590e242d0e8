// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/api.h"
#include "app/server/auth_routes.h"
#include "app/server/catalogue_watch.h"
#include "app/server/events.h"
#include "app/server/listen_address.h"
#include "app/server/metrics.h"
#include "app/server/readiness.h"
#include "app/server/webhooks.h"

namespace steward {

/// One way in: an address, a login, links to the database and limits of its own, so that what floods one leaves the other alone.
/// What it serves beside its health is the areas that the database's catalogue gives to its login.
class Gate final : public QObject {
    Q_OBJECT
public:
    struct Options {
        Options() = default;
        QByteArray name; ///< for figures and the log
        ListenAddress address;
        int descriptor = -1; ///< of a socket that listens there already; -1: there is none
        ConnectionOptions database; ///< with the gate's login
        QStringList versions; ///< of the schema that this program serves
        HttpServer::Limits limits;
        QSslConfiguration tls; ///< without a certificate: there is none
        Links::Shape links;
        SignIn signIn;
        QList<GatewayConfig> gateways; ///< payment gateways that may tell events here
        QByteArray addressField; ///< of requests: where a client comes from, as the proxy in front says; empty: there is none
        std::function<QByteArray()> figures; ///< the page at /metrics; none: there is no such page
        std::function<void(const QString &)> log;
    };

    explicit Gate(Options options, QObject *parent = nullptr);
    ~Gate() override;

    /// The address that it serves, or why it can not.
    [[nodiscard]] Result<QString> begin();
    /// Answers what was accepted: `drained` follows.
    void drain() { m_server.drain(); }
    [[nodiscard]] int connectionCount() const { return m_server.connectionCount(); }
    [[nodiscard]] GateFigures figures() const;

signals:
    void drained();

private:
    [[nodiscard]] Authenticate whoAsks() const;
    [[nodiscard]] HttpRouter routes(const QList<CatalogueArea> &areas);
    [[nodiscard]] Task<HttpResponse> health(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> ready(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> metrics(HttpRequest request);

    Options m_options;
    Metrics m_metrics;
    Pool m_pool;
    Readiness m_readiness;
    CatalogueWatch m_catalogue;
    Links m_links;
    AuthRoutes m_auth;
    Api m_api;
    Events m_events;
    Webhooks m_webhooks;
    HttpServer m_server;
    QTimer m_looking;
};

} // namespace steward
