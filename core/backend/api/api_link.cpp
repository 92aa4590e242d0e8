// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/api/api_link.h"

#include "core/backend/api/api_error.h"
#include "core/http/http_reply.h"

#include <QElapsedTimer>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int most_under_way = 64; ///< as many as a pool to PostgreSQL lets wait

/// A password, and whoever holds a token, must not be read on the way.
bool isSafe(const QUrl &server)
{
    return server.scheme() == "https"_L1 || (server.scheme() == "http"_L1 && (server.host() == "localhost"_L1 || QHostAddress(server.host()).isLoopback()));
}

/// Counts what is under way for as long as it is.
class Counted final
{
public:
    explicit Counted(std::shared_ptr<int> count)
        : m_count(std::move(count))
    {
        ++*m_count;
    }
    Q_DISABLE_COPY_MOVE(Counted)
    ~Counted() { --*m_count; }

private:
    std::shared_ptr<int> m_count;
};

} // namespace

ApiLink::ApiLink(const ApiOptions &options, QObject *parent)
    : QObject(parent)
    , m_server(options.server.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash))
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // a token goes nowhere else
    if (options.proxy)
        m_network.setProxy(*options.proxy);
    else
        m_network.setProxyFactory(nullptr); // the application's, which is the system's
    m_tls.setCaCertificates(m_tls.caCertificates() + options.authorities);
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
}

ApiLink::~ApiLink() = default;

QNetworkRequest ApiLink::requestOf(const ApiRequest &request) const
{
    QNetworkRequest made(QUrl::fromEncoded(m_server.toEncoded() + request.target));
    made.setSslConfiguration(m_tls);
    made.setTransferTimeout(static_cast<int>(request.patience.count()));
    made.setRawHeader("Accept", "application/json, application/problem+json");
    if (!request.body.isNull())
        made.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (const auto &[name, value] : request.fields)
        made.setRawHeader(name, value);
    return made;
}

void ApiLink::forget(const ApiRequest &request)
{
    QNetworkReply *reply = m_network.sendCustomRequest(requestOf(request), request.method, request.body);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

QNetworkReply *ApiLink::stream(const ApiRequest &request)
{
    return m_network.get(requestOf(request));
}

Task<Result<ApiAnswer>> ApiLink::send(ApiRequest request)
{
    if (!isSafe(m_server)) {
        co_return std::unexpected(Error(Error::Kind::Protocol, tr("Over the network the server is spoken to by https only."),
            tr("Write its address as https://…"), u"address"_s));
    }
    if (*m_underWay >= most_under_way)
        co_return std::unexpected(Error(Error::Kind::Unavailable, tr("Too much is being asked of the server at once."), tr("Try again in a moment."), u"crowded"_s));
    auto count = std::make_unique<Counted>(m_underWay);
    QElapsedTimer took;
    took.start();
    HttpReply asked(m_network.sendCustomRequest(requestOf(request), request.method, request.body));
    QNetworkReply &reply = co_await asked; // continued only while this is there, for the reply is a part of it
    count.reset();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        co_return std::unexpected(errorOfTransport(reply));
    if (reply.error() == QNetworkReply::OperationCanceledError || reply.error() == QNetworkReply::RemoteHostClosedError)
        co_return std::unexpected(errorOfTransport(reply)); // cut off in its midst
    m_latencyMs = static_cast<int>(took.elapsed());
    co_return ApiAnswer(status, reply.readAll());
}

} // namespace steward
