// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/sandbox_gateway.h"

#include "core/http/http_reply.h"
#include "core/gateway/signature.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QNetworkProxy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto patience = 10s; ///< shorter than a worker's lease of 30 s
constexpr int most_events = 100;

GatewayAnswer answerOf(GatewayAnswer::Outcome outcome, QJsonObject details)
{
    GatewayAnswer answer;
    answer.outcome = outcome;
    answer.details = std::move(details);
    return answer;
}

GatewayAnswer wordsOf(GatewayAnswer::Outcome outcome, const QString &words)
{
    QJsonObject details;
    details[u"words"_s] = words;
    return answerOf(outcome, details);
}

/// What an answer means. Whatever is not certain is unknown: the same key may be asked again, another never.
GatewayAnswer read(QNetworkReply &reply)
{
    using Outcome = GatewayAnswer::Outcome;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        switch (reply.error()) {
        case QNetworkReply::ConnectionRefusedError:
        case QNetworkReply::HostNotFoundError:
            return wordsOf(Outcome::NotReached, u"The gateway can not be reached."_s);
        default:
            return wordsOf(Outcome::Unknown, u"The gateway did not answer."_s);
        }
    }
    const QJsonDocument document = QJsonDocument::fromJson(reply.readAll());
    const QJsonObject said = document.object();
    if (status == 200 && document.isObject() && said.contains(u"amount"_s))
        return answerOf(Outcome::Done, said);
    const QString words = said[u"words"_s].toString();
    switch (status) {
    case 402: return wordsOf(Outcome::Declined, words);
    case 400: case 404: case 422: return wordsOf(Outcome::Refused, words);
    case 401: case 403: return wordsOf(Outcome::NotReached, u"The gateway does not know our key."_s);
    case 429: case 503: return wordsOf(Outcome::NotReached, u"The gateway is busy."_s);
    default: return wordsOf(Outcome::Unknown, u"The gateway's answer was %1."_s.arg(status));
    }
}

} // namespace

SandboxGateway::SandboxGateway(GatewayConfig config)
    : m_config(std::move(config))
{
    m_network.setTransferTimeout(std::chrono::milliseconds(patience).count());
    m_network.setProxy(QNetworkProxy::NoProxy);
}

SandboxGateway::~SandboxGateway() = default;

QNetworkRequest SandboxGateway::requestTo(const QString &path, const QString &account) const
{
    QNetworkRequest request(QUrl(m_config.url + path));
    request.setRawHeader("Authorization", "Bearer " + m_config.key.toUtf8());
    request.setRawHeader("Sandbox-Account", account.toUtf8());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    return request;
}

Task<GatewayAnswer> SandboxGateway::ask(GatewayRequest request)
{
    QNetworkRequest asked = requestTo(u"/v1/requests"_s, request.account);
    asked.setRawHeader("Idempotency-Key", request.key.toUtf8());
    QJsonObject body;
    body[u"kind"_s] = request.kind;
    body[u"payment"_s] = request.payment;
    body[u"refund"_s] = request.refund;
    body[u"amount"_s] = request.amount;
    body[u"currency"_s] = request.currency;
    body[u"reference"_s] = request.gatewayReference;
    body[u"moment"_s] = request.moment;
    HttpReply answer(m_network.post(asked, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    co_return read(co_await answer);
}

Task<Result<QJsonArray>> SandboxGateway::events(QString account, qint64 position)
{
    const QString path = u"/v1/events?after=%1&limit=%2"_s.arg(position).arg(most_events);
    HttpReply answer(m_network.get(requestTo(path, account)));
    QNetworkReply &reply = co_await answer;
    if (reply.error() != QNetworkReply::NoError)
        co_return std::unexpected(Error(Error::Kind::Unavailable, u"The payment gateway can not be asked for its events."_s));
    const QByteArray body = reply.readAll();
    const auto genuine = told(body, reply.rawHeader(signatureField()), QDateTime::currentSecsSinceEpoch());
    if (!genuine)
        co_return std::unexpected(genuine.error());
    co_return genuine->value(u"events"_s).toArray();
}

QByteArray SandboxGateway::signatureField() const
{
    return "Sandbox-Signature";
}

Result<QJsonObject> SandboxGateway::told(const QByteArray &body, const QByteArray &signature, qint64 nowSeconds) const
{
    if (!isGenuine(signature, body, m_config.secret, nowSeconds))
        return std::unexpected(Error(Error::Kind::Protocol, u"Events of the payment gateway are not signed as agreed; they were left."_s));
    return QJsonDocument::fromJson(body).object();
}

} // namespace steward
