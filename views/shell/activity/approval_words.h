// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"
#include "core/door/door.h"

namespace steward {

/// Why a call takes a second person: "Above what you may move alone, £1,000.00 on one record in 24 hours: …".
[[nodiscard]] QString limitWords(const Weighed &weighed);

/// Who proposed it, when, why, and until when it waits; moments in `zone`.
[[nodiscard]] QString proposalWords(const Proposal &proposal, const QString &zone);

} // namespace steward
