// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace steward {

/// The zone of that IANA name, or UTC where this machine does not know it.
[[nodiscard]] QTimeZone zoneNamed(const QString &name);

/// "Today", "Tomorrow", "Tue 12 May", "12 May 2024": a day as near as it is.
[[nodiscard]] QString dayText(const QDate &day, const QDate &today);

/// "Today 14:00" in `zone`.
[[nodiscard]] QString whenText(const QDateTime &moment, const QString &zone);

/// "today 14:00", "Tue 12 May 14:00": within a sentence.
[[nodiscard]] QString whenInSentence(const QDateTime &moment, const QString &zone);

/// "Today 14:00", "12 May 14:00": for columns.
[[nodiscard]] QString shortWhenText(const QDateTime &moment, const QString &zone);

/// "Today 14:00–15:00", or with both days where they differ.
[[nodiscard]] QString spanText(const QDateTime &from, const QDateTime &to, const QString &zone);

/// "2027-05-12T14:00:00+02:00": the moment in its market's zone, for other programs.
[[nodiscard]] QString isoText(const QDateTime &moment, const QString &zone);

/// For a tool tip: the moment in its market's zone, in the operator's and in UTC.
[[nodiscard]] QString exactText(const QDateTime &moment, const QString &zone);

/// "1 h 30 min", "2 d 4 h".
[[nodiscard]] QString durationText(qint64 seconds);

/// "in 3 h", "5 min ago", "now".
[[nodiscard]] QString distanceText(const QDateTime &moment, const QDateTime &now);

} // namespace steward
