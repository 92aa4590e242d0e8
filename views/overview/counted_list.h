// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"

#include <QJsonObject>

namespace steward {

// The conditions of the list of bookings that was counted, as the Bookings area names them (Area::openList). Which those are is the
// database's to say; here they become conditions. All end where the counting did, so what has come since is in no list.

[[nodiscard]] QJsonObject listBehind(const Figure &figure, const FigureList &list, MarketId market);
[[nodiscard]] QJsonObject listBehind(const OverviewState &state, MarketId market);
[[nodiscard]] QJsonObject listBehind(const OverviewArrow &arrow, MarketId market);
/// Those made on days of a figure's range, both included.
[[nodiscard]] QJsonObject listOfDays(const OverviewSpan &span, const QDate &first, const QDate &last, MarketId market);

/// "From Requested to Confirmed".
[[nodiscard]] QString arrowText(const OverviewArrow &arrow);

} // namespace steward
