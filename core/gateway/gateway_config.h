// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gateway.h"

#include <memory>

namespace steward {

/// How a payment gateway is reached: {"adapter": "sandbox", "url": …, "key": …, "secret": …}, in a file that only its owner
/// may read.
struct GatewayConfig {
    GatewayConfig() = default;
    QString adapter; ///< which gateway it is; so far: sandbox
    QString url; ///< of its HTTP interface
    QString key; ///< what we show to it
    QByteArray secret; ///< by which it signs its events

    bool operator==(const GatewayConfig &) const = default;

    /// NotFound: there is no such file. Invalid: it can not be understood, or others may read it.
    [[nodiscard]] static Result<GatewayConfig> read(const QString &file);
    /// Written whole, readable for its owner only.
    [[nodiscard]] Result<bool> write(const QString &file) const;
};

/// The adapter that a configuration names. Invalid: none has that name.
[[nodiscard]] Result<std::unique_ptr<Gateway>> openGateway(const GatewayConfig &config);

} // namespace steward
