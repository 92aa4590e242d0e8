// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/overview/overview.h"

namespace steward {

class Backend;

/// The marketplace in figures, of the operator's own markets. All is counted when it is asked, beside the quick questions;
/// every call may fail with Unavailable (link lost) or Timeout.
class OverviewRepository final
{
public:
    explicit OverviewRepository(Backend &backend);

    /// Invalid: no day, or more than 400.
    [[nodiscard]] Task<Result<OverviewFigures>> figures(OverviewRange range) const;
    [[nodiscard]] Task<Result<OverviewFlow>> flow(OverviewRange range) const;

private:
    Backend &m_backend;
};

} // namespace steward
