// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_server.h"

#include "core/http/http_connection.h"

#include <QTcpServer>

#include <unistd.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int backlog = 1024;
constexpr int most_turned_away = 100; ///< at once; whoever comes beyond them hears nothing
constexpr auto accept_pause = 500ms; ///< after the system had no descriptor left

} // namespace

/// Hands over descriptors instead of sockets.
class HttpServer::Listener final : public QTcpServer {
public:
    explicit Listener(HttpServer *server)
        : QTcpServer(server)
        , m_server(server)
    {
        setListenBacklogSize(backlog);
        connect(this, &QTcpServer::acceptError, this, [this] { QTimer::singleShot(accept_pause, this, &QTcpServer::resumeAccepting); });
    }
    /// Those whom the system has let in already.
    void takeAllWaiting()
    {
        while (isListening() && waitForNewConnection(0)) { }
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_server->take(descriptor); }

private:
    HttpServer *m_server;
};

HttpServer::HttpServer(HttpRouter router, Limits limits, const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_router(std::make_shared<const HttpRouter>(std::move(router)))
    , m_limits(limits)
    , m_tls(tls)
    , m_listener(new Listener(this))
{
}

HttpServer::~HttpServer()
{
    // They hold on to the router and the limits.
    for (HttpConnection *connection : std::as_const(m_connections))
        delete connection;
}

Result<quint16> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_listener->listen(address, port))
        return std::unexpected(Error(Error::Kind::Unavailable, u"Port %1 of %2 can not be had: %3."_s.arg(port).arg(address.toString(), m_listener->errorString())));
    return m_listener->serverPort();
}

Result<quint16> HttpServer::serve(int descriptor)
{
    if (!m_listener->setSocketDescriptor(descriptor))
        return std::unexpected(Error(Error::Kind::Unavailable, u"What is to be served can not be had: %1."_s.arg(m_listener->errorString())));
    return m_listener->serverPort();
}

void HttpServer::setRoutes(HttpRouter router)
{
    m_router = std::make_shared<const HttpRouter>(std::move(router));
}

void HttpServer::take(qintptr descriptor)
{
    const auto most = static_cast<qsizetype>(m_limits.connections);
    const bool isFull = m_connections.size() >= most;
    if (m_connections.size() >= most + most_turned_away) {
        ::close(static_cast<int>(descriptor));
        emit refused("too_many_connections");
        return;
    }
    auto *connection = new HttpConnection(descriptor, m_limits, m_router, m_tls.localCertificate().isNull() ? nullptr : &m_tls, this);
    if (!connection->isOpen()) {
        delete connection;
        ::close(static_cast<int>(descriptor));
        return;
    }
    m_connections.insert(connection);
    connect(connection, &HttpConnection::answered, this, &HttpServer::answered);
    connect(connection, &HttpConnection::refused, this, &HttpServer::refused);
    connect(connection, &HttpConnection::gone, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
        tellDrained();
    });
    if (isFull)
        connection->turnAway(HttpFault(503, "too_many_connections", u"Too many are connected just now. Try again in a moment."_s));
    else if (m_isDraining)
        connection->drain();
}

void HttpServer::drain()
{
    if (std::exchange(m_isDraining, true))
        return;
    m_listener->takeAllWaiting();
    m_listener->close();
    const QSet<HttpConnection *> known = m_connections; // they leave meanwhile
    for (HttpConnection *connection : known)
        connection->drain();
    tellDrained();
}

void HttpServer::tellDrained()
{
    if (m_isDraining && m_connections.isEmpty())
        QMetaObject::invokeMethod(this, &HttpServer::drained, Qt::QueuedConnection);
}

} // namespace steward
