// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace steward {

/// A day in `format`, which has no year: with it where that is not the present one.
[[nodiscard]] QString dayAs(const QString &format, const QDate &day);

} // namespace steward
