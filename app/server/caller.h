// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/http/http_message.h"

#include <functional>

namespace steward {

/// Who asks, as the token of a request says it. Whether that still holds is asked of the database, with each question.
struct Caller {
    enum class Kind { Anonymous, Customer, Provider, Operator };
    Caller() = default;
    Kind kind = Kind::Anonymous;
    QByteArray role = "steward_anonymous"; ///< what SET ROLE gets: steward_customer, … or the operator's login
    qint64 actor = 0; ///< the person's id; 0 for operators, and where nobody is signed in
    QByteArray session; ///< a uuid; empty: nobody is signed in
};

/// Says who asks. No token: Anonymous; a token that is none of ours, or has ended: Unauthenticated.
using Authenticate = std::function<Result<Caller>(const HttpRequest &)>;

/// How it is known who asks. As made: by stewardd's own tokens and sessions.
struct SignIn {
    SignIn() = default;
    Authenticate authenticate; ///< none: by the access token that /v1/auth gave
    QByteArray sessionCheck = "select api.check_session($1::uuid)"; ///< fails for a session ($1) that has ended
};

} // namespace steward
