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

    /// What runs right before it in the same implicit transaction (under one Sync): a gate's role and actor, a setting.
    struct Prelude {
        Prelude(QByteArray words, QList<Value> bound)
            : text(std::move(words))
            , values(std::move(bound))
        {
        }
        QByteArray text;
        QList<Value> values;
    };

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
    QList<Prelude> preludes; ///< the first that fails is the answer, and nothing after it runs
    std::optional<int> timeoutMs; ///< instead of the session's statement_timeout; 0: none
};

} // namespace steward
