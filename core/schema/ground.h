// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QString>

namespace steward {

/// What stands in a database, as far as its past is concerned.
struct Ground {
    Ground() = default;
    bool isSimulation = false; ///< made as one: it may be filled with a past, and its clock be set
    bool isInterrupted = false; ///< filling it has begun and not reached the present
    bool isEmpty = false; ///< of bookings
    /// A simulation whose past is yet to be played, or to be played anew.
    [[nodiscard]] bool lacksPast() const { return isSimulation && (isInterrupted || isEmpty); }
};

/// `dsn` is a superuser's. Refused: the database was not migrated yet.
[[nodiscard]] Task<Result<Ground>> lookAtGround(QString dsn);

} // namespace steward
