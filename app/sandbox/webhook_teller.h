// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandbox_book.h"
#include "core/gateway/gateway_config.h"

#include <QNetworkAccessManager>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace steward {

/// Tells events of the gateway's own accord to one address, some at a time and in their order, until they are taken. What was
/// taken stands in the book; what was told and not answered is told again.
class WebhookTeller final : public QObject {
    Q_OBJECT
public:
    WebhookTeller(SandboxBook &book, GatewayConfig config, QUrl address);

private:
    void look();
    void tell(const QString &account, qint64 after);

    SandboxBook &m_book;
    GatewayConfig m_config;
    QUrl m_address;
    QNetworkAccessManager m_network;
    QTimer m_next;
    std::chrono::milliseconds m_pause;
};

} // namespace steward
