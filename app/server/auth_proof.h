// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/auth_desk.h"
#include "core/http/problem.h"

namespace steward {

/// What somebody gave to prove who they are, compared with what the database holds: what api.finish_sign_in and
/// api.finish_proof are told.
struct Proof {
    Proof() = default;
    QByteArray hash; ///< that the password was compared with
    bool fits = false;
    Statement::Value step; ///< of the code that fitted, 0 for one that did not; null: none was given
    Statement::Value recovery; ///< a recovery code's hash
};

/// Compares. `begun`: what api.begin_sign_in or api.begin_proof answered. A fault: too soon, or too many at once.
[[nodiscard]] Task<std::expected<Proof, HttpFault>> prove(AuthDesk &desk, QJsonObject begun, QString password, QString code);

/// A recovery code as it is hashed: however it was typed.
[[nodiscard]] QByteArray recoveryHash(const QString &code);

/// The code that a client may show, from random bytes: "k7wq-9p2d-m4xh".
[[nodiscard]] QString newRecoveryCode();

} // namespace steward
