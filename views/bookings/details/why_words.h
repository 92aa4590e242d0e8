// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "core/booking/booking_reason.h"

namespace steward {

/// One line of an answer.
struct WhyLine {
    WhyLine() = default;
    QString icon, text, detail;
    QString amount; ///< where lines sum up to a figure
    bool holds = false; ///< of several rules or tiers the one that applies
};

/// An answer in words.
struct WhyAnswer {
    WhyAnswer() = default;
    QString title; ///< the question
    QString summary; ///< the answer in a sentence
    QList<WhyLine> lines;
};

/// Why something about a booking is as it is. `subject` is what BookingRepository::why() was asked.
[[nodiscard]] WhyAnswer whyAnswer(const Booking &booking, const QString &subject, const QList<BookingReason> &reasons);

} // namespace steward
