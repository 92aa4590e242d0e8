// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

namespace steward {

class ArgumentEditor;
class BookingRepository;
class Theme;

/// What a form of an operation is about, beside the booking itself.
struct Choice {
    Choice() = default;
    QString operation, title, description;
    QString party; ///< customer or provider, where it is done for them
    QString step; ///< the automatic step that was pointed at; the next one if empty
    QDateTime now; ///< the server's
};

/// The editor for an operation's own arguments; one that only says what the operation does where there are none.
[[nodiscard]] ArgumentEditor *editorFor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, const Choice &choice);

} // namespace steward
