// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string_view>

struct pg_result;

namespace steward {

/// The one table from SQLSTATE to kind.
[[nodiscard]] Error::Kind kindOfSqlState(std::string_view state);

/// The error that a statement ended with. Messages of our own states (MPxxx) are sentences for the operator; others are
/// the server's, behind a sentence that says what they mean here.
[[nodiscard]] Error errorOfResult(const pg_result *result);

} // namespace steward
