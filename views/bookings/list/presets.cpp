// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/presets.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace steward {

QList<BookingPreset> bookingPresets(const QDateTime &now)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("BookingPresets", text); };
    BookingFilter waiting;
    waiting.states = { BookingState::Requested };
    waiting.descending = false;
    BookingFilter today;
    const QDate day = now.toLocalTime().date();
    today.startsFrom = day.startOfDay();
    today.startsBefore = day.addDays(1).startOfDay();
    today.descending = false;
    BookingFilter ahead;
    ahead.states = { BookingState::Confirmed };
    ahead.startsFrom = now;
    ahead.descending = false;
    return {
        { u"all"_s, words("All"), {} },
        { u"awaiting-answer"_s, words("Awaiting answer"), waiting },
        { u"today"_s, words("Today"), today },
        { u"upcoming"_s, words("Upcoming"), ahead },
    };
}

} // namespace steward
