// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/widgets/tokens.h"

namespace steward {

/// How urgent or how settled a state looks, wherever it is shown.
[[nodiscard]] Tone toneOf(BookingState state);
/// A name of resources/icons.
[[nodiscard]] QString iconOf(BookingState state);

} // namespace steward
