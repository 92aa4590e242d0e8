// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/base/page.h"
#include "core/booking/provider_absence.h"
#include "core/door/door.h"

#include <QDateTime>
#include <QStringList>

#include <optional>
#include <string_view>

namespace steward {

/// Where a booking stands. What may happen next is the database's to say, never derived from this.
enum class BookingState {
    PendingPayment,
    Requested,
    Confirmed,
    Declined,
    Expired,
    Cancelled,
    InProgress,
    NoShow,
    Completed,
    Settled,
    Disputed,
};

/// Those that a booking can be in today, in the order of its life. Others are known for the workflows to come.
[[nodiscard]] const QList<BookingState> &bookingStates();
/// As the database writes it ("pending_payment").
[[nodiscard]] QString stateName(BookingState state);
/// As an operator reads it ("Awaiting payment").
[[nodiscard]] QString stateTitle(BookingState state);
/// Reads the database's word; false for one that this console does not know.
[[nodiscard]] bool fromText(std::string_view text, BookingState &state);

/// One row of the list.
struct BookingRow {
    BookingRow() = default;
    BookingId id;
    QString reference;
    BookingState state = BookingState::PendingPayment;
    int version = 0;
    MarketId marketId;
    QString market, city;
    QString zone; ///< IANA name; the booking's times are shown in it
    QDateTime startsAt, endsAt;
    QString listing, category, categoryIcon;
    CustomerId customerId;
    QString customer;
    ProviderId providerId;
    QString provider;
    Money amount; ///< what the customer pays in all
    QDateTime createdAt;
    QDateTime enteredAt; ///< when it came into its present state
    QDateTime changedAt;
};

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

/// All that is known of one booking. Columns that the operator may not read are empty.
struct Booking {
    Booking() = default;
    BookingRow row;
    Money price, commission, tax, captured, refunded;
    BookingPolicy policy;
    QString paymentStateTitle, cardBrand, cardLast4;
    PersonId customerPerson, providerPerson;
    QString customerEmail, customerPhone, customerLocale;
    int customerBookings = 0;
    QString providerRating, providerEmail, providerPhone, place;
    QString absent; ///< customer or provider: who did not come
    QString proposedBy; ///< customer or provider: who proposed another time; empty while none is
    QDateTime proposedStart, proposedUntil;
    Money credit; ///< the part of what the customer pays that their credit pays
    Money creditRefunded; ///< the part of `refunded` that is credit again
    Money customerCredit; ///< what they could spend on a next booking now
    Money platformBears; ///< what the platform adds to the price, so that the provider is paid of both
    QString awaits; ///< reprice or reopen: what happens once a further charge of the customer is reserved; empty while none is asked for
    SessionId session; ///< that it is a seat of; invalid for a booking of its own
    std::optional<qint64> sessionSeats, sessionTaken; ///< how many seats that has, and how many of them are taken
    std::optional<qint64> furtherCharge; ///< that charge, in minor units
    bool outsideHours = false; ///< an operator set a time at which the provider does not work
    QList<BookingTimer> timers;
    QList<BookingLedgerLine> ledger;
    QList<BookingRequest> requests; ///< in the order in which they are told
    QList<BookingTimelineEntry> timeline;
    QList<BookingAction> actions;
    QList<BookingActing> acting; ///< the customer's, then the provider's
    std::optional<ProviderAbsence> providerAbsence; ///< the present one, or the next
    std::optional<BookingUndo> undo;
    std::optional<BookingSplit> split;
    QList<Proposal> proposals; ///< that wait for a second person
};

/// Which bookings, in which order. Empty parts do not restrict.
struct BookingFilter {
    enum class Sort { Start, Created };
    BookingFilter() = default;
    QString words; ///< part of a reference, a customer's e-mail or name, a provider's name
    QList<BookingState> states;
    QList<MarketId> markets;
    QDateTime startsFrom, startsBefore;
    QDateTime madeFrom, madeBefore;
    SessionId session; ///< who comes to it
    QString sessionText; ///< how that session is told from others: a condition is read by people, too
    Sort sort = Sort::Start;
    bool descending = true;
    bool operator==(const BookingFilter &) const = default;
};

/// Whether a search by these words can find anything: fewer than three letters or digits match half the house. In Chinese,
/// Japanese and Korean two are the beginning of a name.
[[nodiscard]] bool areWordsEnough(const QString &words);

} // namespace steward
