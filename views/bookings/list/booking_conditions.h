// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QJsonObject>
#include <QStringList>

namespace steward {

/// The conditions and the order of a list of bookings, as a session keeps them and as another area names them:
/// words, states, markets, made-from, made-before, authorised, currency, session, session-text, sort, descending, and happened with
/// what (step or refund), from, to, each (step: who took it again is listed by the very same), since, before and text.
[[nodiscard]] QJsonObject conditionsOf(const BookingFilter &filter);

/// Reads them into `filter`; when bookings start is its own. What is not known is left out.
void readConditions(const QJsonObject &conditions, BookingFilter &filter);

/// What of the conditions, or of a saved view around them, is not known here, each in words.
[[nodiscard]] QStringList unknownConditions(const QJsonObject &conditions);

} // namespace steward
