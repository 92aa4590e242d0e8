// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/rows.h"

#include <memory>

struct pg_result;

namespace steward {

struct ResultDeleter {
    void operator()(pg_result *result) const;
};
using ResultPointer = std::unique_ptr<pg_result, ResultDeleter>;

/// `result`'s cells as they stand in libpq's memory, which they keep alive.
[[nodiscard]] Rows rowsOfResult(ResultPointer result);

} // namespace steward
