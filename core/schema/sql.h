// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pg/connection.h"

namespace steward {

/// A statement that is sent once: by a migration, or by hand. It is never cancelled, and no plan of it is kept.
template <class... V> [[nodiscard]] Statement once(QByteArray text, const V &...values)
{
    QList<Statement::Value> bound;
    (bound.append(QByteArray(values)), ...);
    return Statement(std::move(text), std::move(bound), Statement::Kind::Write, Statement::Plan::Once);
}

/// A connection that is signed in by a libpq connection string.
[[nodiscard]] Task<Result<std::unique_ptr<Connection>>> signIn(QString dsn);

/// A cell as text; empty where it is null.
[[nodiscard]] QString textOf(const Rows::Row &row, int column);

/// Every role of the server that may sign in, by name. `dsn` is a superuser's.
[[nodiscard]] Task<Result<QStringList>> loginNames(QString dsn);

/// What the server itself said, for those who look after it; the error's own sentence is for operators.
[[nodiscard]] QString serverWords(const Error &error);

/// `dsn`, of either of libpq's two forms, with one keyword more; of two alike, libpq takes the last.
[[nodiscard]] QString withKeyword(const QString &dsn, const QString &keyword, QString value);

/// `dsn` with another user.
[[nodiscard]] QString withUser(const QString &dsn, const QString &role);

} // namespace steward
