// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/seed/dice.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QString>

#include <vector>

namespace steward::ctl {

struct PlannedListing {
    int category = 0;
    QString title;
    int minutes = 0;
    qint64 price = 0; ///< minor units of the market's currency
    bool isInstant = false;
    int policy = 1;
};

/// Hours of a provider: the same from and to on each of the days.
struct PlannedHours {
    std::vector<int> weekdays; ///< 1 Monday … 7 Sunday
    int from_minute = 0; ///< after midnight, on the wall clock of the provider's zone
    int to_minute = 0;
};

struct PlannedPerson {
    int market = 0;
    QString name;
    QString email;
    QString phone;
    QString locale;
};

struct PlannedProvider {
    PlannedPerson person;
    QString firm;
    int city = 0;
    QString cityName;
    QString street; ///< of a customer from elsewhere, while in this city
    QByteArray zone;
    PlannedHours hours;
    std::vector<PlannedListing> listings;
};

struct PlannedCustomer {
    PlannedPerson person;
    int city = 0; ///< where most of what they book is done
    QString street;
};

struct PlannedBooking {
    std::size_t customer = 0;
    std::size_t provider = 0;
    std::size_t listing = 0; ///< of the provider
    qint64 starts_ms = 0; ///< since the epoch
};

/// What somebody does to a booking, in the words of the operations. What happens by itself (it starts, lapses, or is
/// complete a day after its end) is not planned: the player has it done by its timers, as the worker does.
struct PlannedAct {
    enum class Kind {
        Book,
        Authorise, ///< the gateway
        Accept, ///< the provider
        Decline,
        AcceptForProvider, ///< an operator, on the phone
        CancelAsCustomer,
        CancelAsProvider,
        CancelAsOperator,
        OverrideCancel,
        Complete,
        CustomerDidNotCome, ///< the provider reports it
        ProviderDidNotCome, ///< the customer does
        Dispute, ///< the customer
        Resolve,
    };

    PlannedAct(qint64 when_ms, std::size_t which, Kind what)
        : at_ms(when_ms)
        , booking(which)
        , kind(what)
    {
    }
    qint64 at_ms = 0;
    std::size_t booking = 0;
    Kind kind = Kind::Book;
    qint64 toCustomer = 0; ///< where an operator divides the money
    qint64 toProvider = 0;
    QString reason;
    QString note;
};

/// A marketplace's last six weeks, and what is booked for the next: the same for the same seed and day.
struct SeedPlan {
    qint64 begin_ms = 0;
    qint64 present_ms = 0;
    std::vector<PlannedProvider> providers;
    std::vector<PlannedCustomer> customers;
    std::vector<PlannedBooking> bookings;
    std::vector<PlannedAct> acts; ///< in the order of time; those after the present are not played
};

/// Internal: the demonstration's names are not readable.
[[nodiscard]] Result<SeedPlan> makePlan(int bookings, quint64 seed, const QDateTime &present);

/// People and what they offer, for a plan of that many bookings.
[[nodiscard]] Result<bool> planPeople(SeedPlan &plan, Dice &dice, int bookings);

/// Who books what when, and how each booking goes on.
void planBookings(SeedPlan &plan, Dice &dice, int bookings);

} // namespace steward::ctl
