// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bookings/calendar/calendar_days.h"
#include "views/widgets/tokens.h"

namespace steward {

/// How a block looks: its state as a word, an icon and a tone. Of a booking the same as in the list.
struct BlockLook {
    QString word, icon;
    QString until; ///< "until today 14:00", where that is set
    Tone tone = Tone::Mute;
    bool isHeld = false; ///< nothing takes place then: it is drawn as an outline
};
[[nodiscard]] BlockLook lookOf(const CalendarBlock &block, const QString &zone);

/// "09:00–11:00", or what of it lies on the piece's day: "from 23:30", "until 00:30".
[[nodiscard]] QString timeText(const CalendarBlock &block, const CalendarPiece &piece, const QString &zone);

/// "Tue 3 March 09:00 to 11:00, BK-7F3K-92QD, confirmed, Garden work, Maria"
[[nodiscard]] QString spokenText(const CalendarBlock &block, const CalendarPiece &piece, const QString &zone);
/// For a tool tip: the same, line by line, with the operator's own time.
[[nodiscard]] QString hintText(const CalendarBlock &block, const QString &zone);

/// "09:00–12:00, 13:00–17:00", "Away", "Does not work".
[[nodiscard]] QString hoursText(const CalendarDay &day);
/// "Tuesday 3 March, today: works 09:00–17:00, 2 entries"
[[nodiscard]] QString spokenDay(const CalendarDay &day, qsizetype pieces, const QDate &today);

/// "1 – 7 March 2027", as short as the days allow.
[[nodiscard]] QString daysText(const QDate &first, const QDate &last);

} // namespace steward
