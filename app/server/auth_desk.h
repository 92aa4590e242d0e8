// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/access_token.h"
#include "core/identity/password.h"
#include "core/pg/pool.h"

#include <QJsonArray>
#include <QJsonObject>

namespace steward {

/// Values of a statement. (GCC 12 takes no list in braces within what a coroutine awaits.)
template <class... V> [[nodiscard]] QList<Statement::Value> bound(const V &...values)
{
    QList<Statement::Value> list;
    (list.append(Statement::Value(values)), ...);
    return list;
}

/// What all routes of a gate that have to do with signing in stand on: its links to the database, apart from those that serve
/// everything else, its keys, and the threads for passwords.
struct AuthDesk {
    using Value = Statement::Value;

    /// `name`: of the gate, as api.signing_keys and the tokens know it.
    AuthDesk(QByteArray name, const ConnectionOptions &database);

    /// The one cell that `question` answers, as JSON. Asked as the gate itself.
    [[nodiscard]] Task<Result<QJsonObject>> ask(QByteArray question, QList<Value> values);
    /// The one cell that a statement answers, which says itself as whom it is asked.
    [[nodiscard]] Task<Result<QJsonObject>> askWith(Statement question);
    /// The same as whoever holds `claims`, once the session has been asked for in the same transaction.
    [[nodiscard]] Task<Result<QJsonObject>> askAs(AccessClaims claims, QByteArray question, QList<Value> values);
    /// An operation as whoever holds `claims`: what it returned.
    [[nodiscard]] Task<Result<QJsonObject>> invokeAs(AccessClaims claims, QByteArray operation, QJsonObject arguments);

    [[nodiscard]] static qint64 now();
    [[nodiscard]] bool isForUsers() const { return gate == "users"; }
    /// Of a password: characters.
    [[nodiscard]] int shortestPassword() const { return isForUsers() ? 8 : 12; }

    QByteArray gate;
    Pool pool;
    AccessTokens tokens;
    PasswordWork passwords;
};

} // namespace steward
