// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace steward {

/// What the migrator itself needs before any step: where it writes down what it did.
[[nodiscard]] QByteArray bootstrapSql();

/// What a migration's transaction begins with: settings on which no text may depend, and limits.
[[nodiscard]] const QList<QByteArray> &openingStatements();

} // namespace steward
