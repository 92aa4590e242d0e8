// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/state_look.h"

using namespace Qt::StringLiterals;

namespace steward {

Tone toneOf(BookingState state)
{
    switch (state) {
    case BookingState::PendingPayment:
        return Tone::Violet;
    case BookingState::Requested:
        return Tone::Warn;
    case BookingState::Confirmed:
        return Tone::Ok;
    case BookingState::InProgress:
        return Tone::Info;
    case BookingState::NoShow:
    case BookingState::Disputed:
        return Tone::Bad;
    case BookingState::Completed:
    case BookingState::Settled:
    case BookingState::Declined:
    case BookingState::Expired:
    case BookingState::Cancelled:
        return Tone::Mute;
    }
    Q_UNREACHABLE();
}

QString iconOf(BookingState state)
{
    switch (state) {
    case BookingState::PendingPayment:
        return u"credit-card"_s;
    case BookingState::Requested:
        return u"hourglass"_s;
    case BookingState::Confirmed:
        return u"calendar-check"_s;
    case BookingState::InProgress:
        return u"play"_s;
    case BookingState::NoShow:
        return u"eye-off"_s;
    case BookingState::Disputed:
        return u"scale"_s;
    case BookingState::Completed:
        return u"check"_s;
    case BookingState::Settled:
        return u"wallet"_s;
    case BookingState::Declined:
        return u"ban"_s;
    case BookingState::Expired:
        return u"timer-off"_s;
    case BookingState::Cancelled:
        return u"calendar-x"_s;
    }
    Q_UNREACHABLE();
}

} // namespace steward
