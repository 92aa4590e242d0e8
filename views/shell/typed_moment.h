// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>

#include <optional>

namespace steward {

/// Which year a day means that was typed without one.
enum class Towards {
    Either, ///< the present one
    Future, ///< that of the next such day, today's included: for what is put off until then
    Past, ///< that of the last such day, today's included: for what is looked back at
};

/// The moment that somebody typed: "today", "yesterday 14:00", "12 May", "May 12, 2027", "2027-05-12 14:00", "+7d", "-2w", "+2h", "+30min",
/// or a date as `locale` writes it short. Without a time it is the day's beginning, without a year it is as `towards` says; all
/// of it in the zone of `now`. Nothing if it cannot be read, is no day of the calendar, or lies outside 1970 to 2199.
[[nodiscard]] std::optional<QDateTime> typedMoment(const QString &text, const QDateTime &now, const QLocale &locale, Towards towards);

} // namespace steward
