// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/simulate/cast.h"

#include <QDateTime>
#include <QTimeZone>

#include <map>
#include <optional>

namespace steward::ctl {

/// When a provider is free, as a customer who looks at the calendar sees it.
class Calendar final {
public:
    explicit Calendar(const PlannedProvider &provider);

    /// A free start at or after `earliest_ms`, within three weeks of it and before `latest_ms`; on no day on which the provider is
    /// away, as it is known at `known_ms`. Taken from then on.
    [[nodiscard]] std::optional<qint64> take(qint64 earliest_ms, qint64 latest_ms, int minutes, qint64 known_ms, Dice &dice);
    /// Takes just that time, if it is within the hours and free.
    [[nodiscard]] bool takeAt(qint64 start_ms, int minutes, qint64 known_ms);
    [[nodiscard]] bool isAway(const QDate &day, qint64 known_ms) const;
    [[nodiscard]] QDate dayOf(qint64 at_ms) const { return QDateTime::fromMSecsSinceEpoch(at_ms, m_zone).date(); }

private:
    [[nodiscard]] bool isFree(qint64 from, qint64 to) const;

    PlannedHours m_hours;
    std::vector<PlannedAbsence> m_absences;
    QTimeZone m_zone;
    std::map<qint64, qint64> m_taken; ///< begin → end; what is cancelled later stays taken, which is simple and always right
};

} // namespace steward::ctl
