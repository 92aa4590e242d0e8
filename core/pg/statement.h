// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace steward {

/// One statement with its values, always bound, in PostgreSQL's text form; nothing is null.
struct Statement {
    using Value = std::optional<QByteArray>;

    /// A read may be dropped before it is sent, and cancelled; a write never is.
    enum class Kind { Read, Write };
    /// Kept: prepared once on a connection, for shapes that come again. Once: for what is sent once, such as DDL.
    enum class Plan { Kept, Once };

    explicit Statement(QByteArray words, QList<Value> bound = {}, Kind what = Kind::Read, Plan how = Plan::Kept)
        : text(std::move(words))
        , values(std::move(bound))
        , kind(what)
        , plan(how)
    {
    }

    QByteArray text;
    QList<Value> values; ///< for $1, $2, …
    Kind kind;
    Plan plan;
    std::optional<int> timeoutMs; ///< instead of the session's statement_timeout; 0: none
};

} // namespace steward
