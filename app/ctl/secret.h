// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace steward::ctl {

/// One line of the input, which is asked for by name, and not shown, where a person types it.
[[nodiscard]] QString readSecret(const QString &name);

} // namespace steward::ctl
