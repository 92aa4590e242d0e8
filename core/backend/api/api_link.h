// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/api/api_options.h"
#include "core/base/error.h"
#include "core/base/task.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QSslConfiguration>

#include <memory>

namespace steward {

/// One request, below the server's address.
struct ApiRequest {
    ApiRequest(QByteArray verb, QByteArray where, std::chrono::milliseconds time)
        : method(std::move(verb))
        , target(std::move(where))
        , patience(time)
    {
    }
    ApiRequest &with(QByteArray name, QByteArray value)
    {
        fields.append({ std::move(name), std::move(value) });
        return *this;
    }
    QByteArray method;
    QByteArray target; ///< path and query, encoded
    std::chrono::milliseconds patience;
    QList<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body; ///< JSON
};

/// What came back.
struct ApiAnswer {
    ApiAnswer(int code, QByteArray content)
        : status(code)
        , body(std::move(content))
    {
    }
    [[nodiscard]] bool isGood() const { return status >= 200 && status < 300; }
    int status;
    QByteArray body;
};

/// HTTP to one server: its certificate checked, by the proxy that is meant, never more at once than it is good for.
class ApiLink final : public QObject {
    Q_OBJECT
public:
    explicit ApiLink(const ApiOptions &options, QObject *parent = nullptr);
    ~ApiLink() override;

    /// Any answer, also one that refuses. Unavailable: there was none, or too many wait already; Protocol: the server is not the
    /// one that is meant. Nobody is continued once this is gone.
    [[nodiscard]] Task<Result<ApiAnswer>> send(ApiRequest request);
    /// The same, where nobody waits for the answer.
    void forget(const ApiRequest &request);
    /// For what the server goes on writing; the caller's.
    [[nodiscard]] QNetworkReply *stream(const ApiRequest &request);

    [[nodiscard]] const QUrl &server() const { return m_server; }
    [[nodiscard]] int latencyMs() const { return m_latencyMs; }

private:
    [[nodiscard]] QNetworkRequest requestOf(const ApiRequest &request) const;

    QUrl m_server;
    QNetworkAccessManager m_network;
    QSslConfiguration m_tls;
    std::shared_ptr<int> m_underWay = std::make_shared<int>(0); ///< whoever waits may outlive this
    int m_latencyMs = -1;
};

} // namespace steward
