// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http_front.h"

#include "core/gateway/signature.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>

#include <httplib.h>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr std::size_t most_connections = 32;
constexpr std::size_t most_on_one_connection = 1'000'000;
constexpr const char *json = "application/json";

QString headerOf(const httplib::Request &request, const char *name)
{
    return QString::fromStdString(request.get_header_value(name));
}

QJsonObject bodyOf(const httplib::Request &request)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(request.body)).object();
}

std::string textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

qint64 numberOf(const httplib::Request &request, const char *name, qint64 otherwise)
{
    bool isNumber = false;
    const qint64 number = QString::fromStdString(request.get_param_value(name)).toLongLong(&isNumber);
    return isNumber ? number : otherwise;
}

void send(const SandboxReply &reply, httplib::Response &response)
{
    if (reply.delay_ms > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(reply.delay_ms)); // the thread of this one connection
    if (reply.isLost) // a body that breaks off closes the connection
        response.set_content_provider(1, json, [](std::size_t, std::size_t, httplib::DataSink &) { return false; });
    else
        response.set_content(textOf(reply.body), json);
    response.status = reply.status;
}

} // namespace

HttpFront::HttpFront(SandboxBook &book, GatewayConfig config)
    : m_book(book)
    , m_config(std::move(config))
    , m_server(std::make_unique<httplib::Server>())
{
    m_server->new_task_queue = [] { return new httplib::ThreadPool(most_connections); };
    m_server->set_keep_alive_max_count(most_on_one_connection);
    m_server->set_tcp_nodelay(true);
    m_server->set_payload_max_length(64 * 1024);
    route();
}

HttpFront::~HttpFront()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void HttpFront::route()
{
    // Of answers only those have a signature that somebody keeps and applies later.
    m_server->set_pre_routing_handler([key = m_config.key](const httplib::Request &request, httplib::Response &response) {
        if (headerOf(request, "Authorization") == u"Bearer "_s + key)
            return httplib::Server::HandlerResponse::Unhandled;
        response.status = 401;
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto inTheBooksThread = [this](auto what) {
        QMetaObject::invokeMethod(&m_book, what, Qt::BlockingQueuedConnection);
    };
    m_server->Post("/v1/requests", [this, inTheBooksThread](const httplib::Request &request, httplib::Response &response) {
        SandboxReply reply;
        inTheBooksThread([&] { reply = m_book.request(headerOf(request, "Sandbox-Account"), headerOf(request, "Idempotency-Key"), bodyOf(request)); });
        send(reply, response);
    });
    m_server->Post("/v1/scenarios", [this, inTheBooksThread](const httplib::Request &request, httplib::Response &response) {
        SandboxReply reply;
        inTheBooksThread([&] { reply = m_book.addScenario(bodyOf(request)); });
        send(reply, response);
    });
    m_server->Get("/v1/payments", [this, inTheBooksThread](const httplib::Request &request, httplib::Response &response) {
        QJsonObject held;
        inTheBooksThread([&] { held = m_book.payments(headerOf(request, "Sandbox-Account")); });
        response.set_content(textOf(held), json);
    });
    m_server->Get("/v1/events", [this, inTheBooksThread](const httplib::Request &request, httplib::Response &response) {
        QJsonObject told;
        const qint64 after = numberOf(request, "after", 0);
        const int limit = static_cast<int>(std::clamp<qint64>(numberOf(request, "limit", 100), 1, 1000));
        inTheBooksThread([&] { told = m_book.events(headerOf(request, "Sandbox-Account"), after, limit); });
        const std::string body = textOf(told);
        response.set_header("Sandbox-Signature", signatureOf(QByteArray::fromStdString(body), m_config.secret, QDateTime::currentSecsSinceEpoch()).toStdString());
        response.set_content(body, json);
    });
}

int HttpFront::listen(int port)
{
    const int bound = port == 0 ? m_server->bind_to_any_port("127.0.0.1") : m_server->bind_to_port("127.0.0.1", port) ? port : 0;
    if (bound <= 0)
        return 0;
    m_thread = std::thread([this] {
        m_server->listen_after_bind(); // until every connection's thread has ended, and they still ask the book
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    return bound;
}

void HttpFront::stop()
{
    m_server->stop();
}

} // namespace steward
