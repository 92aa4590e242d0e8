// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace steward {

/// Time-based codes: RFC 6238 by liboath, as every authenticator knows them (SHA-1, six digits, thirty seconds).
namespace totp {

inline constexpr qsizetype secret_bytes = 20;

/// The step whose code `code` is, at `seconds` of Unix time or one step to either side, and later than `lastStep`: a code is
/// good once. Nothing: it is none.
[[nodiscard]] std::optional<qint64> stepOf(const QByteArray &code, const QByteArray &secret, qint64 seconds, qint64 lastStep);

/// As it is typed into an authenticator.
[[nodiscard]] QByteArray base32(const QByteArray &secret);

/// otpauth://totp/…, which an authenticator reads from a picture.
[[nodiscard]] QByteArray uri(const QByteArray &secret, const QString &issuer, const QString &account);

} // namespace totp

} // namespace steward
