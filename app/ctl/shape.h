// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/pg/connection.h"

namespace steward::ctl {

/// Prints how the bookings of a marketplace are spread: how they ended, how far ahead and at what price they were made, who
/// makes them and whom they go to, on which days, how many are seats of groups and what came of absences. How many of its properties are missing that any marketplace of people has,
/// and chance alone has not; `session` is a superuser's.
[[nodiscard]] Task<Result<int>> printShape(Connection &session);

} // namespace steward::ctl
