// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_router.h"

#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QSslConfiguration>

#include <chrono>

namespace steward {

/// One request and its answer, for those who count.
struct HttpExchange {
    HttpExchange() = default;
    QByteArray method; ///< as it was sent; empty if the request could not be read
    QByteArray pattern; ///< of its route; empty if there was none
    int status = 0;
    std::chrono::microseconds duration {}; ///< from the last byte of the request to the answer
};

class HttpConnection;

/// HTTP/1.1 on one address, for code that waits for nothing: a handler is a coroutine, and a client that
/// leaves, or ends its own side, takes it along.
/// It is made for strangers: every size, number and time has a limit, and what two servers might read in two ways is refused.
class HttpServer final : public QObject {
    Q_OBJECT
public:
    struct Limits {
        Limits() = default;
        int connections = 2'000; ///< one more is told 503
        qsizetype unsent = 256 * 1024; ///< bytes of answers that a client may leave unread before it is heard again
        std::chrono::milliseconds head { 10'000 }; ///< for a header, from its first byte, and for the first byte of a connection
        std::chrono::milliseconds body { 30'000 };
        std::chrono::milliseconds idle { 60'000 }; ///< between requests, and for taking an answer
        std::chrono::milliseconds farewell { 2'000 }; ///< for a client to hear the last answer before the socket is closed
        std::chrono::milliseconds lastCall { 1'000 }; ///< when draining: for a request that is already on its way
    };

    /// `tls`, if it has a certificate: nothing is said without it.
    HttpServer(HttpRouter router, Limits limits, const QSslConfiguration &tls = QSslConfiguration(), QObject *parent = nullptr);
    ~HttpServer() override;

    /// The port, or why not. `port` 0: any.
    [[nodiscard]] Result<quint16> listen(const QHostAddress &address, quint16 port);
    /// Takes part in serving what listens already, and is shared with others perhaps. The port, or why not.
    [[nodiscard]] Result<quint16> serve(int descriptor);
    /// Takes no more connections, answers every request that was accepted, and says so: `drained` follows.
    void drain();
    /// Serves these routes from now on; what is being answered is answered as it began.
    void setRoutes(HttpRouter router);
    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_connections.size()); }

signals:
    void answered(const steward::HttpExchange &exchange);
    void refused(const QByteArray &code); ///< by a fault of the request; also told by `answered`, if it was answered
    void drained();

private:
    class Listener;
    void take(qintptr descriptor);
    void tellDrained();

    std::shared_ptr<const HttpRouter> m_router;
    Limits m_limits;
    QSslConfiguration m_tls;
    Listener *m_listener;
    QSet<HttpConnection *> m_connections;
    bool m_isDraining = false;
};

} // namespace steward
