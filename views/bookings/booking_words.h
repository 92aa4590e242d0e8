// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/state_look.h"
#include "views/widgets/tokens.h"

namespace steward {

/// The tone and title of a state's name, also one that this console does not know.
[[nodiscard]] Tone toneOfStateName(const QString &name);
/// The tone of a state of whatever moves along with a booking.
[[nodiscard]] Tone toneOfRecord(const QString &entity, const QString &state);
[[nodiscard]] QString titleOfStateName(const QString &name);

/// "Deep clean · 3 h".
[[nodiscard]] QString serviceText(const BookingRow &booking);

/// Why the booking, as it is now, does not satisfy the filter: for a row that stays on the screen all the same.
[[nodiscard]] QString leftFilterText(const BookingRow &booking, const BookingFilter &filter);

/// "German" for "de-AT"; the code where it is unknown.
[[nodiscard]] QString languageText(const QString &locale);

/// Seconds of an ISO 8601 period of days, hours and minutes; nothing for a period of another form.
[[nodiscard]] std::optional<qint64> periodSeconds(const QString &period);

/// "Until 2 d before the start 100 % back, until 1 d 50 %, then nothing".
[[nodiscard]] QString policyText(const BookingPolicy &policy);

} // namespace steward
