// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One mapping a feature:
//
//     template <class V> void fields(V &v, BookingRow &b) { v("id", b.id); v("reference", b.reference); … }
//
// reads a row of PostgreSQL's text form and an object of JSON alike (nested parts are jsonb columns).

#include "core/backend/rows.h"

namespace steward {

/// `Record` out of a row by its fields(). Protocol: a column is missing or ill-typed; unknown columns are ignored.
template <class Record>
[[nodiscard]] Result<Record> decode(const Rows::Row &row);

/// All rows, or the first error.
template <class Record>
[[nodiscard]] Result<QList<Record>> decodeAll(const Rows &rows);

} // namespace steward
