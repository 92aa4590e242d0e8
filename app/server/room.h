// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pg/connection_options.h"
#include "core/base/task.h"

namespace steward {

/// Does the server give so many connections, beside those that it keeps for its superusers? Refused: it gives fewer, in words
/// that say what to do. Anything else: it could not be asked.
[[nodiscard]] Task<Result<void>> checkRoom(ConnectionOptions options, int wanted);

} // namespace steward
