// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/market/market.h"

#include <QList>

namespace steward {

class Backend;

/// The markets the operator may work in.
class MarketRepository final
{
public:
    explicit MarketRepository(Backend &backend);

    [[nodiscard]] Task<Result<QList<Market>>> all() const;

private:
    Backend &m_backend;
};

} // namespace steward
