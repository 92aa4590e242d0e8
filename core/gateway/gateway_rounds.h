// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gateway.h"
#include "core/pg/connection.h"

namespace steward {

/// What a round, of one request to the gateway, came to.
struct RequestRound {
    RequestRound() = default;
    bool isAsked = false; ///< nothing was due otherwise
    bool isAnswered = false; ///< neither unknown nor not reached, which are asked again
};

/// Which requests; empty parts do not restrict.
struct RequestFilter {
    RequestFilter() = default;
    qint64 booking = 0;
    QByteArrayList kinds; ///< authorise, capture, void, refund
};

/// Claims the next request that is due, asks the gateway, and records the answer: two transactions, and none open in between.
/// `session` is the worker's login.
[[nodiscard]] Task<Result<RequestRound>> tellGateway(Connection &session, Gateway &gateway, QString account, RequestFilter only = {});

/// Reads what the gateway told by itself since the last time, stores it and applies it; how many were applied.
[[nodiscard]] Task<Result<int>> hearGateway(Connection &session, Gateway &gateway);

/// Under which account the gateway knows this marketplace.
[[nodiscard]] Task<Result<QString>> gatewayAccount(Connection &session);

} // namespace steward
