// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QString>

namespace steward {

/// A country or region in which the marketplace runs: one currency, one principal time zone.
struct Market {
    Market() = default;
    MarketId id;
    QString code, name, currency, zone;
};

} // namespace steward
