// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gateway_config.h"

namespace steward {

/// Lets the next request of a kind at steward-sandbox go wrong; app/sandbox/README.md has the words. Unavailable: it was not told.
[[nodiscard]] Task<Result<bool>> failNext(GatewayConfig sandbox, QString kind, QString what);

} // namespace steward
