// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace steward {

/// Why a question was not answered or an action not done. Callers branch on `kind` only; `message` and `hint` are
/// sentences for the person at the screen. Which SQLSTATE or HTTP status becomes which kind is one table in each
/// adapter.
struct Error {
    enum class Kind {
        Invalid, ///< what was sent is malformed, out of range or incomplete; sending it again will not help
        Unauthenticated, ///< nobody is signed in, or the sign-in was refused or has ended
        Forbidden, ///< this person may not do this
        NotFound, ///< absent, or not this person's to see: the two are never told apart
        Refused, ///< a rule of the marketplace says no in the record's present state
        Stale, ///< the record, or what the action would do, changed since it was read
        Busy, ///< somebody else holds it just now; the same call may be sent again
        Unavailable, ///< the link or the server is gone; the same call may be sent again
        Timeout, ///< it took longer than allowed
        Cancelled, ///< withdrawn by the caller
        Protocol, ///< the answer was not of the agreed form
        Internal, ///< a fault of ours or of the server's
    };

    Error(Kind why, QString sentence, QString advice = {}, QString stableCode = {}, QString machineDetail = {})
        : kind(why)
        , message(std::move(sentence))
        , hint(std::move(advice))
        , code(std::move(stableCode))
        , detail(std::move(machineDetail))
    {
    }

    Kind kind;
    QString message; ///< what happened, in the operator's words
    QString hint; ///< what to do about it; may be empty
    QString code; ///< stable and short, such as "MP041"; for logs and support, never parsed
    QString detail; ///< JSON where the error has parts, such as the present version of a stale record

    /// May the same call be sent again, with the same key, without asking anybody?
    [[nodiscard]] bool isTransient() const { return kind == Kind::Busy || kind == Kind::Unavailable; }
};

/// A value, or why there is none.
template <class T> using Result = std::expected<T, Error>;

} // namespace steward
