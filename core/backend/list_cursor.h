// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/list_query.h"

#include <QByteArray>

#include <optional>

namespace steward {

/// Where a row stands in a list's order.
struct ListPosition {
    ListPosition(QByteArray sortValue, QByteArray rowId)
        : sort(std::move(sortValue))
        , id(std::move(rowId))
    {
    }
    QByteArray sort; ///< in PostgreSQL's text form
    QByteArray id;
};

/// A position as it travels: opaque, safe in a URL.
[[nodiscard]] QByteArray cursorOf(const ListQuery &query, const ListPosition &position);
/// Nothing if the cursor is malformed, or of another order than the query's.
[[nodiscard]] std::optional<ListPosition> positionOf(const ListQuery &query, const QByteArray &cursor);

} // namespace steward
