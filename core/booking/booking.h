// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/base/page.h"
#include "core/booking/booking_parts.h"
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
    QString providerAccount; ///< to which the provider is paid: its last four, to finance only
    QString providerAccountNumber; ///< the whole of it, to finance with a ticket
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

/// What happened to a booking in a time, whatever has become of it since.
struct BookingHappening {
    enum class What { Step, Refund };
    BookingHappening() = default;
    What what = What::Step;
    QList<BookingState> from, to; ///< a step from one of these to one of those
    bool isSameStep = false; ///< who took it several times is listed by the last of the very same; else by the last conclusion or dispute
    QDateTime since, before; ///< both are always told
    QString text; ///< how it is told from others ("Accepted"): a condition is read by people, too
    bool operator==(const BookingHappening &) const = default;
};

/// Which bookings, in which order. Empty parts do not restrict.
struct BookingFilter {
    enum class Sort {
        Start,
        Created,
        Happened, ///< by when what is asked for happened, and with nothing else
    };
    BookingFilter() = default;
    QString words; ///< part of a reference, a customer's e-mail or name, a provider's name
    QList<BookingState> states;
    QList<MarketId> markets;
    QDateTime startsFrom, startsBefore;
    QDateTime madeFrom, madeBefore;
    bool isAuthorised = false; ///< a payment was once authorised
    QString currency;
    std::optional<BookingHappening> happened;
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
