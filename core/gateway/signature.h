// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace steward {

/// The header by which a message of a gateway shows that it is genuine: "t=<seconds>,v1=<hex>", an HMAC-SHA256 over
/// "<seconds>.<body>", as most gateways do it.
[[nodiscard]] QByteArray signatureOf(const QByteArray &body, const QByteArray &secret, qint64 seconds);

/// Whether a signature is genuine and of now, within five minutes either way: a recorded message is worth nothing later, and
/// one dated ahead is no better. Several v1 may stand in it while a secret is replaced; one that fits is enough.
[[nodiscard]] bool isGenuine(const QByteArray &signature, const QByteArray &body, const QByteArray &secret, qint64 nowSeconds);

} // namespace steward
