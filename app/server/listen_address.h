// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

#include <optional>

namespace steward {

struct ListenAddress {
    ListenAddress() = default;
    QHostAddress address;
    quint16 port = 0;

    /// Of "127.0.0.1:8080" or "[::1]:8080"; port 0: any that is free. Names are not looked up. Nothing: it is neither.
    [[nodiscard]] static std::optional<ListenAddress> parse(const QString &text);
    /// Where that is on the web.
    [[nodiscard]] static QString url(bool isSecure, const QHostAddress &address, quint16 port);
};

} // namespace steward
