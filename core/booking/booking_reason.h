// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>

#include <optional>

namespace steward {

/// One line of why something about a booking is as it is, as data.
struct BookingReason {
    BookingReason() = default;
    QString kind; ///< event, rule, clock, posting, share or tier
    QDateTime at;
    QString title, actor, role;
    QString note; ///< the reason that was given, or why a step failed
    std::optional<qint64> amount; ///< minor units of the booking's currency
    QJsonValue facts; ///< what the kind is about: states, actors, rates
};

} // namespace steward
