// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace steward {

/// RFC 4648, 5, without padding.
[[nodiscard]] QByteArray base64url(const QByteArray &bytes);

/// The other way. Nothing: it is not the one text that these bytes are written as, so that no two texts are one token.
[[nodiscard]] std::optional<QByteArray> fromBase64url(const QByteArray &text);

} // namespace steward
