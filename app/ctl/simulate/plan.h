// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/simulate/cast.h"

#include <QDateTime>

namespace steward::ctl {

struct PlannedBooking {
    std::size_t customer = 0;
    std::size_t provider = 0;
    std::size_t listing = 0; ///< of the provider
    qint64 starts_ms = 0; ///< since the epoch
    qint64 moved_ms = 0; ///< when it takes place instead, if its two people agree on that
};

/// What somebody does, in the words of the operations. What happens by itself (a booking starts, lapses, or is complete a
/// day after its end) is not planned: the player has it done by its timers, as the worker does.
struct PlannedAct {
    enum class Kind {
        JoinAsCustomer,
        JoinAsProvider,
        Book,
        Authorise, ///< the gateway
        Accept, ///< the provider
        Decline,
        ProposeAsCustomer, ///< another time
        ProposeAsProvider,
        AcceptTimeAsCustomer,
        AcceptTimeAsProvider,
        RefuseTimeAsCustomer,
        RefuseTimeAsProvider,
        CancelAsCustomer,
        CancelAsProvider,
        CancelAsOperator,
        OverrideCancel,
        ProposeCancel, ///< support, who may not move so much alone: it waits for a second person
        Approve, ///< the second person says yes
        Reject, ///< or no
        Withdraw, ///< whoever proposed it thinks better of it
        Complete,
        OverrideComplete, ///< an operator, whose provider forgot to
        MoveCompletion, ///< an operator gives the provider longer to say that it is done
        ConfirmCompletion, ///< the customer
        CustomerDidNotCome, ///< the provider reports it
        ProviderDidNotCome, ///< the customer does
        Dispute, ///< the customer
        Resolve,
        Goodwill, ///< an operator
        Reprice, ///< finance
        ChargeFurther, ///< the gateway answers what a dearer price asks of the card
        LookUpCustomer, ///< finance is shown how they are reached
        LookUpProvider, ///< the auditor is
        AskGatewayAgain, ///< finance, after the gateway refused
        MarkAway, ///< an operator, who sees to each booking of these days
        WearOut, ///< a worker dies of an automatic step as often as workers may
    };

    PlannedAct(qint64 when_ms, std::size_t of, Kind what)
        : at_ms(when_ms)
        , which(of)
        , kind(what)
    {
    }
    /// It is nobody's booking but the beginning of a person.
    [[nodiscard]] bool isJoining() const { return kind == Kind::JoinAsCustomer || kind == Kind::JoinAsProvider; }
    /// It is about one booking.
    [[nodiscard]] bool isOfBooking() const { return !isJoining() && kind != Kind::MarkAway; }

    /// What people are told of it.
    enum class Telling { AsUsual, InOtherWords, NotTheProvider };

    qint64 at_ms = 0;
    std::size_t which = 0; ///< booking; of who joins, the person; of who is away, the provider
    Kind kind = Kind::Book;
    qint64 starts_ms = 0; ///< what another time is proposed, or when a step is to happen
    qint64 toCustomer = 0; ///< where an operator divides the money, or gives some
    qint64 toProvider = 0;
    qint64 price = 0; ///< what it costs instead
    const char *bearer = nullptr; ///< who bears the difference
    bool isByTelephone = false; ///< an operator does it for whose act it is, who rang
    bool isMistyped = false; ///< at first an operator leaves out a digit, and takes it back
    Telling telling = Telling::AsUsual;
    const char *gatewayFails = nullptr; ///< "decline" or "refuse": how the gateway will answer
    QString reason;
    QString note;
};

/// A marketplace's past, and what is booked for the time to come: the same for the same seed and day.
struct Plan {
    qint64 begin_ms = 0;
    qint64 present_ms = 0;
    Cast cast;
    std::vector<PlannedBooking> bookings;
    std::vector<PlannedAct> acts; ///< in the order of time; those after the present are not played
};

/// What a plan is made from.
struct PlanWish {
    PlanWish() = default;
    int bookings = 0;
    int days = 0; ///< of the past
    quint64 seed = 0;
    QDateTime present;
    bool isUniform = false; ///< everybody alike and without memory: what `verify --shape` must not take for a marketplace
};

/// Internal: the demonstration's names are not readable.
[[nodiscard]] Result<Plan> makePlan(const PlanWish &wish);

/// Lets everybody live: who books what when, and how each booking goes on.
void live(Plan &plan, const PlanWish &wish, Dice &dice);

/// Lets operators see to some of it, as they do at their desks: adds acts of theirs to a plan's, in no order. Each of their habits is seen
/// at least once wherever there is a booking that it fits.
void seeTo(Plan &plan, Dice &dice);

/// What remains of a plan that is cut short after `done` acts: bookings that were made go on, and of the others those made
/// in the last days before the present, so that there is something ahead.
[[nodiscard]] std::vector<PlannedAct> cutShort(const Plan &plan, std::size_t done);

} // namespace steward::ctl
