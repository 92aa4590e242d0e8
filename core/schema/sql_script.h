// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace steward {

/// One statement of an SQL file, as the server will get it.
struct SqlStatement {
    /// Shape needs a lock that an open export would hold up (views, triggers, policies, alter table); everything else
    /// is a Definition, which no caller waits for.
    enum class Kind { Definition, Shape };

    SqlStatement() = default;
    QByteArray text; ///< without the closing semicolon
    int line = 0; ///< where it begins in its file, from 1
    Kind kind = Kind::Definition;
    /// What a Shape creates, ready for "drop": "policy own on market.booking", "view api.booking"; else empty.
    QString object;
    bool replaces = false; ///< says "or replace", which the server can do for this object without dropping it
};

/// Splits a file into its statements. Knows quotes, dollar quotes, nested comments and `begin atomic` bodies; what it
/// does not know are psql's own commands, which our files do not use.
[[nodiscard]] QList<SqlStatement> splitSql(const QByteArray &file);

/// `statement` without the word `concurrently`, where it is a word of the statement and not part of a literal.
[[nodiscard]] QByteArray withoutConcurrently(const QByteArray &statement);

} // namespace steward
