// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/rows.h"
#include "core/base/page.h"

namespace steward {

/// What the API answers to a list: rows, and where the list goes on (see PageRequest).
struct JsonList {
    JsonList() = default;
    Rows rows;
    QByteArray previous;
    QByteArray next;
};

/// Reads `{"items": [{column: value, …}, …], "previous": …, "next": …}`. Every item has the columns of the first, in any
/// order. Protocol: it is something else.
[[nodiscard]] Result<JsonList> listOfJson(const QByteArray &json);

/// Reads `{"count": n, "exact": true}`. Protocol: it is something else.
[[nodiscard]] Result<Total> totalOfJson(const QByteArray &json);

} // namespace steward
