// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/simulate/dice.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QDate>
#include <QString>

#include <map>
#include <vector>

namespace steward::ctl {

struct PlannedListing {
    int category = 0;
    QString title;
    int minutes = 0;
    qint64 price = 0; ///< minor units of the market's currency
    bool isLarge = false; ///< more than support moves alone
    bool isInstant = false;
    int policy = 1;
    int capacity = 1; ///< how many customers come at one time; with more than one it is a group
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
    qint64 joins_ms = 0; ///< when they sign up
};

/// What becomes of one booking of a provider who is away.
struct PlannedRearrangement {
    enum class Kind { Reassign, Reschedule, Cancel };
    Kind kind = Kind::Cancel;
    std::size_t provider = 0; ///< who delivers it instead
    qint64 starts_ms = 0; ///< or when it takes place
};

/// Days on which a provider is away, both included, of their own zone.
struct PlannedAbsence {
    qint64 known_ms = 0; ///< when an operator marks it
    QDate first, last;
    std::map<std::size_t, PlannedRearrangement> bookings; ///< of these days, as they are known then
};

/// A firm, and what kind of firm it is.
struct PlannedProvider {
    PlannedPerson person;
    QString firm;
    QString account; ///< to which it is paid
    int city = 0;
    QString cityName;
    QString street; ///< of a customer from elsewhere, while in this city
    QByteArray zone;
    PlannedHours hours;
    std::vector<PlannedListing> listings;
    std::vector<PlannedAbsence> absences;

    double popularity = 1; ///< how much more often it is found than the least known one
    double dearness = 1; ///< of what is usual in its market
    double contents = 0.85; ///< of ten customers, how many leave content
    double answer_h = 6; ///< until it answers, on average
    double accepts = 0.9;
    double cancels = 0.02;
    double forgets = 0.06; ///< to say that it is done
};

/// A customer, and what kind of customer.
struct PlannedCustomer {
    PlannedPerson person;
    int city = 0; ///< where most of what they book is done
    QByteArray zone;
    QString street;

    double activity = 1; ///< how often they book, beside others
    double budget = 1; ///< the price level that they feel at home with
    double ahead_d = 4.5; ///< days between booking and start, on average
    double loyalty = 0; ///< how likely they go back to where they were content
    double pays = 0.96;
    double cancels = 0.09;
    double staysAway = 0.01;
};

struct Cast {
    std::vector<PlannedProvider> providers;
    std::vector<PlannedCustomer> customers; ///< in the order in which they join
    std::map<QString, QString> regrets; ///< by locale: what operators add to a message when they are sorry
};

/// How big, and when, a cast is to be.
struct CastWish {
    CastWish() = default;
    int bookings = 0;
    qint64 begin_ms = 0;
    qint64 present_ms = 0;
    bool isUniform = false;
};

/// Who there is. Internal: the demonstration's names are not readable.
[[nodiscard]] Result<Cast> makeCast(const CastWish &wish, Dice &dice);

} // namespace steward::ctl
