// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a booking is told in: its steps ahead, ledger, requests, timeline, what may be done, its policy.

#include "core/base/ids.h"
#include "core/base/money.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace steward {

struct BookingTimer { ///< an automatic step ahead
    BookingTimer() = default;
    TimerId id;
    QString operation, title, state;
    QDateTime due;
    bool parked = false; ///< it failed so often that only a person can help
    QString failure; ///< why it failed last
};

struct BookingLedgerLine { ///< one line of a posting about this booking
    BookingLedgerLine() = default;
    std::int64_t posting = 0; ///< the lines of one posting bear one number
    QDateTime at;
    QString account, owner, text;
    Money debit, credit;
};

struct BookingRequest { ///< something that the payment gateway is, or was, asked to do
    BookingRequest() = default;
    QString kind; ///< authorise, capture, void or refund
    QString state; ///< not yet told, told, unknown, done, declined, failed, by hand or withdrawn
    QString failure; ///< why it is not done, in the gateway's words
    QString refundState; ///< of refunds: submitted while it is on its way
    Money amount;
    int attempt = 1;
    QDateTime due, toldAt, answeredAt;
};

struct BookingTimelineEntry { ///< something that happened, newest first
    BookingTimelineEntry() = default;
    QDateTime at;
    QString kind; ///< event, message, money or audit
    QString title, text, actor, role; ///< a message's role is where it is: "sent …", "not delivered: …"
    QString stateFrom, stateTo;
    QString invocation;
    std::optional<qint64> amount; ///< of money, in minor units of `currency`
    QString currency;
};

struct BookingAction { ///< an operation that could be run on this booking, now or in another state
    BookingAction() = default;
    QString operation, title;
    bool danger = false;
    bool needsReason = false;
    bool allowed = false;
    QString why; ///< a sentence, where it is not allowed
};

struct BookingActing { ///< something of the customer's or provider's that the operator may do for them
    BookingActing() = default;
    QString onBehalfOf; ///< "customer:17"
    QString party; ///< customer or provider
    QString operation, title, description;
    QString argument; ///< the operation's first one, which names the record it acts on
    qint64 target = 0; ///< that record: the booking; its listing, to book again
    bool danger = false;
    bool allowed = false;
    QString why; ///< a sentence, where it is not allowed
};

struct PolicyTier { ///< cancelled at least `before` ahead of the start: `percent` goes back to the customer
    PolicyTier() = default;
    QString before; ///< ISO 8601 period
    int percent = 0;
};

struct BookingPolicy { ///< as it was frozen when the booking was made
    BookingPolicy() = default;
    QString name;
    QList<PolicyTier> tiers;
};

struct BookingUndo { ///< the last action can still be taken back
    BookingUndo() = default;
    QString invocation;
    QDateTime until;
};

struct BookingSplit { ///< what can still be divided; minor units of the booking's currency
    BookingSplit() = default;
    qint64 captured = 0, refunded = 0, available = 0;
    qint64 customerDefault = 0, providerDefault = 0; ///< what the policy would give each today
};

} // namespace steward
