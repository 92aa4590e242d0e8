// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QDateTime>

#include <optional>

namespace steward {

/// Which days, of which market: of all the operator's when none is named, whose days are then UTC's. At most 400.
struct OverviewRange {
    OverviewRange() = default;
    OverviewRange(const QDate &from, const QDate &to, MarketId where = {})
        : first(from)
        , last(to)
        , market(where)
    {
    }
    QDate first, last; ///< both belong to it
    MarketId market;
    [[nodiscard]] int days() const { return static_cast<int>(first.daysTo(last)) + 1; }
    bool operator==(const OverviewRange &) const = default;
};

/// When what is shown was counted, and over which moments. Each begins with its first moment and ends before its last.
struct OverviewSpan {
    OverviewSpan() = default;
    QString zone; ///< whose days they are
    QDateTime begins, ends;
    QDateTime earlierBegins, earlierEnds; ///< what it is compared with; invalid where nothing is
    QDateTime countedAt;
};

/// Bookings that stand behind a figure.
struct FigureList {
    enum class Basis {
        Made, ///< those made in the range
        Authorised, ///< of these, those with a payment that was once authorised
        Step, ///< those that took a step in the range, from one of `from` to one of `to`
        Refund, ///< those with a refund in the range
    };
    FigureList() = default;
    Basis basis = Basis::Made;
    QString share; ///< part or whole: of which of the figure's numbers there are as many; empty: of none
    QString title; ///< "accepted"
    QStringList from, to; ///< names of states
    QString note; ///< where the list has not as many as are counted: why
};
[[nodiscard]] bool fromText(std::string_view text, FigureList::Basis &basis);

/// One figure of a range beside the range before, and day by day. What it counts, its rule says, and when that counts its moment.
struct Figure {
    enum class Unit {
        Count, ///< part
        Money, ///< part, in minor units of `currency`, of as many as whole
        Rate, ///< part of whole
        Seconds, ///< part: the median, of as many as whole
    };
    Figure() = default;
    QString name, title, rule, moment;
    QString partWords, wholeWords; ///< what part and whole are of ("accepted", "answered"); empty where one is told without
    OverviewSpan span;
    QList<FigureList> lists;
    Unit unit = Unit::Count;
    QString currency; ///< one figure for each: amounts of two currencies are never added
    qint64 part = 0, whole = 0, partBefore = 0, wholeBefore = 0;
    QList<qint64> parts, wholes, partsBefore; ///< one a day

    /// In the unit's smallest step (hundredths of a per cent in a rate); nothing where there was nothing to measure.
    [[nodiscard]] std::optional<qint64> value() const { return valueOf(part, whole); }
    [[nodiscard]] std::optional<qint64> valueBefore() const { return valueOf(partBefore, wholeBefore); }
    [[nodiscard]] std::optional<qint64> valueOfDay(qsizetype day) const { return valueOf(parts.value(day), wholes.value(day)); }

private:
    [[nodiscard]] std::optional<qint64> valueOf(qint64 ofPart, qint64 ofWhole) const;
};
[[nodiscard]] bool fromText(std::string_view text, Figure::Unit &unit);

/// What has become until now of the bookings made, day by day.
struct OverviewOutcome {
    OverviewOutcome() = default;
    QString name, title;
    QList<qint64> counts;
};

/// A state of a booking, with who stands in it now.
struct OverviewState {
    OverviewState() = default;
    BookingState state = BookingState::PendingPayment;
    bool final = false;
    int ordinal = 0;
    qint64 count = 0;
    bool more = false; ///< there are more than were counted
    QDateTime oldest; ///< since when the one that has been longest; invalid where nothing waits
    QString rule;
    QDateTime countedAt;
};

/// A step from state to state, with how many went along it in the range.
struct OverviewArrow {
    OverviewArrow() = default;
    std::optional<BookingState> from; ///< nothing: made
    BookingState to = BookingState::PendingPayment;
    QStringList titles; ///< the ways to go along it
    qint64 count = 0;
    QString rule, note;
    OverviewSpan span;
};

/// An automatic step that failed so often that only a person can help.
struct ParkedStep {
    ParkedStep() = default;
    TimerId id;
    QString entity;
    qint64 entityId = 0;
    QString reference, subject, title, failure;
    int attempts = 0;
    QDateTime due, parkedAt;
};

/// How bookings did in a range.
struct OverviewFigures {
    OverviewFigures() = default;
    QList<Figure> figures;
    QList<OverviewOutcome> outcomes;
};

/// How bookings stand now, and what moved in a range.
struct OverviewFlow {
    OverviewFlow() = default;
    QList<OverviewState> states;
    QList<OverviewArrow> arrows;
    QList<ParkedStep> parked; ///< the latest, no more than a screen holds
};

} // namespace steward
