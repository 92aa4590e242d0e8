// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pg/pool.h"

#include <chrono>

namespace steward {

/// Runs a call on `pool`: one that met a deadlock is repeated up to three times, and one whose link was lost on the way is
/// sent again for `resendFor`, which takes a call that has one effect however often it is sent (the door's key). Unavailable
/// if the pool is gone.
[[nodiscard]] Task<Result<Rows>> steadyCall(QPointer<Pool> pool, Statement statement, std::chrono::milliseconds resendFor);

} // namespace steward
