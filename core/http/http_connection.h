// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One connection:
//
//   waiting ──a byte──▶ head ──▶ body ──▶ answering ──▶ waiting …
//      │                  │                    └──▶ streaming ─┐
//      │                  └──fault, or the last──▶ closing ◀───┘──▶ gone
//      └──idle, drained──▶ gone
//
// Invariants: one request at a time is read, and answered before the next is looked at; while one is being answered, or more
// is unsent than the limit, nothing is read; the end of the socket is the end of the handler's task; each phase has its time.

#include "core/base/deliver.h"
#include "core/http/http_parser.h"
#include "core/http/http_router.h"
#include "core/http/http_server.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTimer>

namespace steward {

class HttpConnection final : public QObject {
    Q_OBJECT
public:
    /// `tls` nullptr: without.
    HttpConnection(qintptr descriptor, const HttpServer::Limits &limits, const std::shared_ptr<const HttpRouter> &router, const QSslConfiguration *tls, QObject *parent);
    ~HttpConnection() override;

    /// The socket could be taken over: otherwise there is nobody to speak to.
    [[nodiscard]] bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    /// Answers what was asked by now, or is being asked, then closes.
    void drain();
    /// Says why, and closes, before anything is asked.
    void turnAway(const HttpFault &why);

signals:
    void answered(const steward::HttpExchange &exchange);
    void refused(const QByteArray &code);
    void gone(); ///< once; its owner deletes it later

private:
    enum class Phase { Waiting, Head, Body, Answering, Streaming, Closing, Gone };

    void proceed();
    void proceedSoon();
    [[nodiscard]] bool hasInput() const { return !m_input.isEmpty() || m_socket->bytesAvailable() > 0; }
    [[nodiscard]] qint64 unsentBytes() const;
    /// Decides on the head alone. False: it was refused.
    [[nodiscard]] bool admit();
    [[nodiscard]] std::optional<HttpFault> faultOfBody(const HttpRoute &route);
    void begin();
    void refuse(const HttpFault &fault);
    void answer(const HttpResponse &response);
    void stream(const QByteArray &bytes);
    void enter(Phase phase);
    void close();
    void onSent();
    void onAlarm();
    void leave();

    const HttpServer::Limits &m_limits;
    const std::shared_ptr<const HttpRouter> &m_router; ///< the server's, which may change
    std::unique_ptr<QTcpSocket> m_socket; ///< of TLS a QSslSocket
    QSslSocket *m_tls = nullptr; ///< the same
    QTimer m_alarm;
    QElapsedTimer m_clock; ///< since the request is whole, or refused
    QByteArray m_input;
    std::unique_ptr<HttpParser> m_parser;
    QByteArray m_requestId;
    std::shared_ptr<const HttpRouter> m_routes; ///< in which the request's route was found
    const HttpRoute *m_route = nullptr;
    Phase m_phase = Phase::Waiting;
    bool m_isLast = false; ///< what is asked now, or next, is answered, and no more
    bool m_isFirst = true;
    bool m_isAdmitted = false;
    bool m_isUnread = false; ///< something of what was refused may still come
    bool m_isShut = false; ///< our side is, in Closing
    std::shared_ptr<HttpStream> m_stream; ///< while it lasts
    Question m_question; ///< the handler's: gone before all of the above
};

} // namespace steward
