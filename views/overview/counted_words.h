// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview/overview.h"
#include "views/widgets/why_panel.h"

namespace steward {

// What a number of the Overview counts, over which range, of which market, compared with what, and when it was counted. Its ways are
// the lists behind it, in the order of what it was asked about. `market` is empty for all of the operator's together.

[[nodiscard]] WhyAnswer whyFigure(const Figure &figure, const QString &market);
[[nodiscard]] WhyAnswer whyState(const OverviewState &state, const QString &market, const QDateTime &now);
[[nodiscard]] WhyAnswer whyArrow(const OverviewArrow &arrow, const QString &market);

} // namespace steward
