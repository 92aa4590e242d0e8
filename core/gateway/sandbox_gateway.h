// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gateway_config.h"

#include <QNetworkAccessManager>
#include <QUrl>

namespace steward {

/// Speaks to steward-sandbox (app/sandbox/README.md has its interface).
class SandboxGateway final : public Gateway {
public:
    explicit SandboxGateway(GatewayConfig config);
    ~SandboxGateway() override;

    [[nodiscard]] Task<GatewayAnswer> ask(GatewayRequest request) override;
    [[nodiscard]] Task<Result<QJsonArray>> events(QString account, qint64 position) override;
    [[nodiscard]] QByteArray signatureField() const override;
    [[nodiscard]] Result<QJsonObject> told(const QByteArray &body, const QByteArray &signature, qint64 nowSeconds) const override;

private:
    [[nodiscard]] QNetworkRequest requestTo(const QString &path, const QString &account) const;

    GatewayConfig m_config;
    QNetworkAccessManager m_network;
};

} // namespace steward
