// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The measures of the calendar, in pixels: a minute is one.
namespace steward::calendar {
inline constexpr int gutter = 52; ///< where the hours are written
inline constexpr int heading = 48;
inline constexpr int hour = 60;
inline constexpr int whole_day = 24 * hour;
inline constexpr int line = 16; ///< of a block
inline constexpr int narrowest_day = 88; ///< below, one day is shown
} // namespace steward::calendar
