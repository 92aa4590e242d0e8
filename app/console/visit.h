// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/backend.h"
#include "core/booking/booking_repository.h"
#include "core/door/door_repository.h"
#include "core/market/market_repository.h"
#include "core/overview/overview_repository.h"
#include "core/workspace/profile.h"
#include "views/shell/link_status.h"

namespace steward {

/// One stay in a marketplace, from sign-in to sign-out: the way there, who the operator is, and what asks over it.
class Visit final
{
public:
    Visit(Profile profile, std::unique_ptr<Backend> backend);

    [[nodiscard]] Backend &backend() const { return *m_backend; }
    /// Asks who the operator is and what may be run; before that the members below are empty.
    [[nodiscard]] Task<Result<bool>> learn();

    const Profile profile;

private:
    std::unique_ptr<Backend> m_backend;

public:
    LinkStatus link;
    DoorRepository door;
    BookingRepository bookings;
    MarketRepository markets;
    OverviewRepository overview;
    Session session;
    QList<Operation> operations;
    QList<Reason> reasons;
};

} // namespace steward
