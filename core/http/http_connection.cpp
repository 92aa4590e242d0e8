// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_connection.h"

#include "core/http/compression.h"
#include "core/http/http_stream.h"

#include <QRandomGenerator>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype read_buffer_bytes = 32 * 1024; ///< that the system's own buffer may hand over at once

QByteArray newRequestId()
{
    const quint64 number = QRandomGenerator::system()->generate64();
    return QByteArray::number(number, 16).rightJustified(16, '0');
}

/// "application/json" of "Application/JSON; charset=utf-8".
QByteArray mediaTypeOf(const QByteArray &field)
{
    return field.split(';').constFirst().trimmed().toLower();
}

bool needsBody(const QByteArray &method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

} // namespace

HttpConnection::HttpConnection(qintptr descriptor, const HttpServer::Limits &limits, const std::shared_ptr<const HttpRouter> &router, const QSslConfiguration *tls, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_router(router)
    , m_socket(tls ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>())
{
    m_alarm.setSingleShot(true);
    connect(&m_alarm, &QTimer::timeout, this, &HttpConnection::onAlarm);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::proceed);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &HttpConnection::onSent);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::leave);
    m_socket->setReadBufferSize(read_buffer_bytes);
    if (tls) {
        m_tls = static_cast<QSslSocket *>(m_socket.get());
        m_tls->setSslConfiguration(*tls);
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::onSent);
    }
    if (m_socket->setSocketDescriptor(descriptor)) {
        if (m_tls)
            m_tls->startServerEncryption(); // which has the time of a first request
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        enter(Phase::Waiting);
    }
}

HttpConnection::~HttpConnection()
{
    m_phase = Phase::Gone; // the socket's own end says that it is disconnected
}

qint64 HttpConnection::unsentBytes() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void HttpConnection::enter(Phase phase)
{
    m_phase = phase;
    switch (phase) {
    case Phase::Waiting:
        m_alarm.start(m_isLast ? m_limits.lastCall : m_isFirst ? m_limits.head : m_limits.idle);
        break;
    case Phase::Head:
        m_alarm.start(m_limits.head);
        break;
    case Phase::Body:
        m_alarm.start(m_limits.body);
        break;
    case Phase::Closing: // until the last answer is sent
        m_alarm.start(m_limits.idle);
        break;
    case Phase::Answering: // a handler keeps its own time
    case Phase::Streaming: // until its client does not read
    case Phase::Gone:
        m_alarm.stop();
        break;
    }
}

void HttpConnection::proceedSoon()
{
    QMetaObject::invokeMethod(this, &HttpConnection::proceed, Qt::QueuedConnection);
}

void HttpConnection::proceed()
{
    if (m_phase == Phase::Closing)
        m_socket->skip(m_socket->bytesAvailable()); // it may only hear us once it has said all
    if ((m_phase != Phase::Waiting && m_phase != Phase::Head && m_phase != Phase::Body) || unsentBytes() > m_limits.unsent)
        return;
    while (hasInput()) {
        m_input.append(m_socket->read(read_buffer_bytes - std::min(read_buffer_bytes, m_input.size())));
        if (m_phase == Phase::Waiting) {
            m_parser = std::make_unique<HttpParser>();
            m_requestId = newRequestId();
            m_route = nullptr;
            m_isAdmitted = false;
            m_isFirst = false;
            enter(Phase::Head);
        }
        auto state = m_parser->take(m_input);
        if (state && *state != HttpParser::State::Head && !m_isAdmitted) {
            if (!admit())
                return;
            state = m_parser->take(m_input);
        }
        if (!state)
            return refuse(state.error());
        if (*state == HttpParser::State::Complete)
            return begin();
        if (*state == HttpParser::State::Body && m_phase == Phase::Head)
            enter(Phase::Body);
        if (m_socket->bytesAvailable() == 0)
            return;
    }
}

bool HttpConnection::admit()
{
    m_isAdmitted = true;
    HttpRequest &request = m_parser->request();
    request.id = m_requestId;
    request.peer = m_socket->peerAddress().toString().toLatin1();
    m_routes = m_router;
    auto found = m_routes->find(request.method, request.path());
    if (!found) {
        refuse(found.error());
        return false;
    }
    m_route = found->route;
    request.parameters = std::move(found->parameters);
    if (const auto fault = faultOfBody(*m_route)) {
        refuse(*fault);
        return false;
    }
    if (m_parser->waitsForContinue() && m_parser->hasBody() && !hasInput())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

std::optional<HttpFault> HttpConnection::faultOfBody(const HttpRoute &route)
{
    const HttpRequest &request = m_parser->request();
    if (auto fault = m_parser->allowBody(route.mostBody))
        return fault;
    if (route.mostBody == 0)
        return m_parser->hasBody() ? std::optional(HttpFault(413, "body_too_large", u"Nothing is sent along to this address."_s)) : std::nullopt;
    if (needsBody(request.method) && !m_parser->saysLength())
        return HttpFault(411, "length_required", u"Say the length of what you send, by Content-Length."_s);
    if (m_parser->hasBody() && (mediaTypeOf(request.field("content-type")) != route.bodyType || !request.field("content-encoding").isEmpty()))
        return HttpFault(415, "body_type", u"This address takes %1, not compressed."_s.arg(QString::fromLatin1(route.bodyType)));
    return std::nullopt;
}

void HttpConnection::begin()
{
    m_clock.start();
    enter(Phase::Answering);
    m_question = deliver(m_route->handler(m_parser->request()), this, [this](const HttpResponse &response) { answer(response); });
}

void HttpConnection::refuse(const HttpFault &fault)
{
    m_clock.start();
    emit refused(fault.code);
    // What follows means something only if all of this request has been read, was well-formed, and said where it ends.
    const bool isReadable = m_isAdmitted && !m_parser->hasBody() && fault.status != 411;
    if (!isReadable)
        m_isLast = m_isUnread = true;
    enter(Phase::Answering);
    answer(problem(fault, m_requestId));
}

void HttpConnection::answer(const HttpResponse &response)
{
    const HttpRequest &request = m_parser->request();
    HttpManner manner;
    manner.isHead = request.method == "HEAD";
    manner.isOld = m_parser->isOld();
    manner.keepsAlive = m_parser->keepsAlive() && !m_isLast && !response.stream;
    HttpResponse whole = response;
    if (!response.stream)
        compress(whole, request.field("accept-encoding"));
    whole.fields.append(HttpField("X-Request-Id", m_requestId));
    whole.fields.append(HttpField("Cache-Control", "no-store"));
    whole.fields.append(HttpField("X-Content-Type-Options", "nosniff"));
    HttpExchange exchange;
    exchange.method = request.method;
    exchange.pattern = m_route ? m_route->pattern : QByteArray();
    exchange.status = response.status;
    exchange.duration = std::chrono::microseconds(m_clock.nsecsElapsed() / 1000);
    m_socket->write(written(whole, manner));
    if (m_phase == Phase::Gone) // nobody was there any more
        return;
    emit answered(exchange);
    if (response.stream && !manner.isHead && !m_isLast) {
        m_stream = response.stream;
        enter(Phase::Streaming);
        connect(m_stream.get(), &HttpStream::wrote, this, &HttpConnection::stream);
        connect(m_stream.get(), &HttpStream::ended, this, &HttpConnection::close);
        return m_stream->begin();
    }
    if (!manner.keepsAlive)
        return close();
    m_parser.reset();
    enter(Phase::Waiting);
    if (hasInput())
        proceedSoon();
}

void HttpConnection::stream(const QByteArray &bytes)
{
    if (m_phase != Phase::Streaming)
        return;
    m_socket->write(bytes);
    if (unsentBytes() > m_limits.unsent && m_stream->hasRoom()) {
        m_alarm.start(m_limits.idle);
        m_stream->setRoom(false);
    }
}

void HttpConnection::turnAway(const HttpFault &why)
{
    m_parser = std::make_unique<HttpParser>();
    m_requestId = newRequestId();
    refuse(why);
}

void HttpConnection::drain()
{
    m_isLast = true;
    if (m_phase == Phase::Streaming) {
        m_socket->write(m_stream->farewell());
        return close();
    }
    // What is being asked or answered is the last. Who was told that the connection stays may be asking just now.
    if (m_phase == Phase::Waiting)
        enter(Phase::Waiting);
}

void HttpConnection::close()
{
    m_stream.reset();
    enter(Phase::Closing);
    onSent();
}

void HttpConnection::onSent()
{
    if (m_phase == Phase::Waiting && hasInput())
        return proceed();
    if (m_phase == Phase::Streaming && !m_stream->hasRoom()) {
        m_alarm.start(m_limits.idle); // it does read
        if (unsentBytes() > m_limits.unsent / 2)
            return;
        m_alarm.stop();
        return m_stream->setRoom(true);
    }
    if (m_phase != Phase::Closing || m_isShut || unsentBytes() > 0)
        return;
    // A socket that is closed while something unread comes in resets the connection, and the client may never see the answer.
    m_isShut = true;
    const bool isHeard = !hasInput() && !m_isUnread;
    m_input.clear();
    m_socket->skip(m_socket->bytesAvailable());
    m_alarm.start(m_limits.farewell);
    if (!m_tls)
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    else if (isHeard)
        m_socket->disconnectFromHost(); // says the end within TLS; else the client ends it, which has all of its answer by its length
}

void HttpConnection::onAlarm()
{
    switch (m_phase) {
    case Phase::Head:
        return refuse(HttpFault(408, "header_timeout", u"The header did not come in time. Send it at once."_s));
    case Phase::Body:
        return refuse(HttpFault(408, "body_timeout", u"The body did not come in time. Send it without pauses."_s));
    case Phase::Waiting:
        if (m_isLast)
            return close();
        if (unsentBytes() > 0)
            emit refused("answer_timeout");
        else if (m_isFirst)
            emit refused("silent");
        break;
    case Phase::Closing:
        if (unsentBytes() > 0)
            emit refused("answer_timeout");
        break;
    case Phase::Streaming:
        emit refused("stream_unread");
        break;
    case Phase::Answering:
    case Phase::Gone:
        break;
    }
    m_socket->abort();
    leave();
}

void HttpConnection::leave()
{
    if (m_phase == Phase::Gone)
        return;
    enter(Phase::Gone);
    m_stream.reset();
    m_question.withdraw();
    emit gone();
}

} // namespace steward
