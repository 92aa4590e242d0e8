// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/simulate/calendar.h"
#include "app/ctl/simulate/plan.h"

namespace steward::ctl {

/// What a customer takes away from a booking; nothing where it came to nothing by their own doing.
struct Impression {
    Impression() = default;
    qint64 known_ms = 0; ///< 0: nothing
    bool isContent = false;
};

/// How one booking goes, step by step, as its two people are. Answers keep clear of the moments at which steps happen by
/// themselves by more than a window of the player's, so that what is planned is not refused for a few minutes.
class Fate final {
public:
    Fate(Plan &plan, Dice &dice, Calendar &calendar, std::size_t booking);

    /// From the moment at which it is booked.
    Impression from(qint64 created_ms);

private:
    void requested(qint64 since_ms);
    void confirmed(qint64 since_ms);
    /// Another time is proposed, or something stands in its way; what it comes to is what goes on from there.
    void maybeMoved(qint64 &since_ms);
    void done();
    void complained();
    void divided(qint64 at_ms, PlannedAct::Kind kind, double share);
    PlannedAct &add(qint64 at_ms, PlannedAct::Kind kind);
    void leaves(qint64 at_ms, bool isContent);
    [[nodiscard]] qint64 between(qint64 from_ms, qint64 to_ms);

    Plan &m_plan;
    Dice &m_dice;
    Calendar &m_calendar;
    std::size_t m_booking;
    const PlannedProvider &m_provider;
    const PlannedCustomer &m_customer;
    const PlannedListing &m_listing;
    qint64 m_start;
    qint64 m_end;
    Impression m_impression;
};

} // namespace steward::ctl
