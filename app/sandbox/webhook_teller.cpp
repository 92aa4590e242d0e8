// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/webhook_teller.h"

#include "core/gateway/signature.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto usual_pause = 100ms;
constexpr std::chrono::milliseconds longest_pause = 30s;
constexpr std::chrono::milliseconds patience = 10s;
constexpr int most_events = 100;

} // namespace

WebhookTeller::WebhookTeller(SandboxBook &book, GatewayConfig config, QUrl address)
    : m_book(book)
    , m_config(std::move(config))
    , m_address(std::move(address))
    , m_pause(usual_pause)
{
    m_network.setTransferTimeout(static_cast<int>(patience.count()));
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &WebhookTeller::look);
    m_next.start(m_pause);
}

void WebhookTeller::look()
{
    const auto untold = m_book.untold();
    if (untold.isEmpty())
        return m_next.start(usual_pause);
    tell(untold.cbegin().key(), untold.cbegin().value());
}

void WebhookTeller::tell(const QString &account, qint64 after)
{
    QJsonObject told = m_book.events(account, after, most_events);
    const qint64 last = told[u"events"_s].toArray().last().toObject()[u"position"_s].toInteger();
    told[u"account"_s] = account;
    const QByteArray body = QJsonDocument(told).toJson(QJsonDocument::Compact);
    QNetworkRequest request(m_address);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Sandbox-Signature", signatureOf(body, m_config.secret, QDateTime::currentSecsSinceEpoch()));
    QNetworkReply *reply = m_network.post(request, body);
    connect(reply, &QNetworkReply::finished, this, [this, reply, account, last] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status / 100 == 2)
            m_book.noteTold(account, last);
        m_pause = status / 100 == 2 ? usual_pause : std::min(2 * m_pause, longest_pause);
        m_next.start(m_pause);
    });
}

} // namespace steward
