// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "core/backend/backend.h"

namespace steward::ctl {

/// The options that say over which way the marketplace is asked, straight to PostgreSQL or over the API, and as whom.
void addWayOptions(Arguments &arguments);

/// That way, open. The password, and a code of the second factor where one is needed, are asked for if nothing says them.
[[nodiscard]] Task<Result<std::unique_ptr<Backend>>> openWay(const Arguments &arguments);

/// What to exit with after a question was not answered, which is told.
[[nodiscard]] Exit failedBy(const Error &error);

} // namespace steward::ctl
