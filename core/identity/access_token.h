// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>

#include <chrono>

namespace steward {

/// Who holds a token, and for what.
struct AccessClaims {
    AccessClaims() = default;
    QByteArray kind; ///< customer, provider or operator
    QByteArray role; ///< whom the gate becomes in the database
    qint64 actor = 0; ///< the person's or operator's id
    QByteArray session; ///< its uuid
    bool isComplete = true; ///< false: it only enrols a second factor
};

/// A key of one gate. Its seed is a secret.
struct SigningKey {
    SigningKey() = default;
    QByteArray kid;
    QByteArray seed; ///< 32 bytes
    bool signs = false; ///< one of a gate's does; the others are good for what they signed before
};

/// Access tokens of one gate: JWS in compact form (RFC 7515), EdDSA with Ed25519 (RFC 8037), for five minutes.
///
/// Written by hand over libsodium: Debian 12's libjwt (1.10) has no EdDSA, and decodes by whatever algorithm the token's own
/// header names, so that a public key may be taken for an HMAC's. Here no header is read at all. Those that our keys write
/// are known, letter by letter, and a token that begins with none of them is refused before anything of it is decoded.
class AccessTokens final {
public:
    static constexpr std::chrono::seconds lasts { 300 };
    static constexpr std::chrono::seconds leeway { 30 }; ///< between the clocks of machines

    /// `audience`: the gate, such as "users". A token of another gate is none.
    explicit AccessTokens(QByteArray audience);
    ~AccessTokens();

    /// Instead of those before.
    void setKeys(const QList<SigningKey> &keys);
    [[nodiscard]] bool canSign() const { return m_signing >= 0; }

    /// Empty without a key that signs. `now`: seconds of Unix time.
    [[nodiscard]] QByteArray sign(const AccessClaims &claims, qint64 now) const;
    /// Unauthenticated (token_refused, token_expired): it is none of ours, or not now.
    [[nodiscard]] Result<AccessClaims> read(const QByteArray &token, qint64 now) const;

private:
    struct Key {
        QByteArray kid;
        QByteArray header; ///< as it stands in each token that it signs
        QByteArray publicKey;
        QByteArray secretKey;
    };

    QByteArray m_audience;
    QList<Key> m_keys;
    qsizetype m_signing = -1;
};

} // namespace steward
