// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace steward {

/// What stands between two slashes of a path, as text. Nothing: an escape is broken, the bytes are not UTF-8, or hold a
/// control character.
[[nodiscard]] std::optional<QString> decodedSegment(QByteArrayView segment);

/// A path and perhaps a query, whose escapes can be decoded.
[[nodiscard]] bool isTarget(const QByteArray &target);

/// A name or an address, and perhaps a port.
[[nodiscard]] bool isHost(QByteArrayView host);

[[nodiscard]] bool isDigits(QByteArrayView text);

/// Without control characters: nothing ends a line.
[[nodiscard]] bool isFieldValue(QByteArrayView text);

} // namespace steward
