// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace steward {

/// Bytes that nobody can guess: for keys, tokens and secrets.
[[nodiscard]] QByteArray secretBytes(qsizetype count);

/// SHA-256 in hexadecimal: how a secret of that kind is kept. It is too random to need more.
[[nodiscard]] QByteArray secretHash(const QByteArray &secret);

} // namespace steward
