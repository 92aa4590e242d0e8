// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/sandbox_scenario.h"

#include "core/http/http_reply.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>

using namespace Qt::StringLiterals;

namespace steward {

Task<Result<bool>> failNext(GatewayConfig sandbox, QString kind, QString what)
{
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest told(QUrl(sandbox.url + u"/v1/scenarios"_s));
    told.setRawHeader("Authorization", "Bearer " + sandbox.key.toUtf8());
    told.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QJsonObject scenario;
    scenario[u"kind"_s] = kind;
    scenario[u"what"_s] = what;
    scenario[u"times"_s] = 1;
    HttpReply answer(network.post(told, QJsonDocument(scenario).toJson(QJsonDocument::Compact)));
    const QNetworkReply &reply = co_await answer;
    if (reply.error() != QNetworkReply::NoError)
        co_return std::unexpected(Error(Error::Kind::Unavailable, u"The payment gateway of the demonstration can not be told how to fail."_s));
    co_return true;
}

} // namespace steward
