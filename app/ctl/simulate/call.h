// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/sql.h"

#include <QJsonObject>

namespace steward::ctl {

/// One call through the door, as a gate makes it for `person` in `role`; without a role, as the connection's own login. Asked again
/// when it is busy. Yields the whole reply; the error is the door's refusal.
[[nodiscard]] Task<Result<QJsonObject>> callThroughGate(Connection &session, QString role, qint64 person, QString operation,
                                                        QJsonObject arguments, QJsonObject options = QJsonObject());

} // namespace steward::ctl
