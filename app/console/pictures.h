// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QString>

namespace steward {

class Console;

/// The sign-in window in both themes and two sizes.
[[nodiscard]] Task<Result<bool>> pictureSignIn(Console &console, QString folder);

/// Every page of the console's window in both themes and two sizes, with its details, forms and overlays open.
/// Nothing is changed in the marketplace.
[[nodiscard]] Task<Result<bool>> picturePages(Console &console, QString folder);

/// What was shown when something went wrong.
[[nodiscard]] Task<Result<bool>> pictureFailure(Console &console, QString folder);

} // namespace steward
