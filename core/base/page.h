// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace steward {

/// Where a page lies: after or before an opaque cursor, or at an end of the list when the cursor is empty.
struct PageRequest {
    enum class Direction { Forward, Backward };

    PageRequest(QByteArray from = {}, Direction towards = Direction::Forward, int rows = 200)
        : cursor(std::move(from))
        , direction(towards)
        , limit(rows)
    {
    }
    QByteArray cursor;
    Direction direction;
    int limit;
};

/// How many rows a filter has: exact up to 10,000, an estimate that says so beyond.
struct Total {
    Total(std::int64_t count = 0, bool isExact = true)
        : rows(count)
        , exact(isExact)
    {
    }
    std::int64_t rows;
    bool exact;
};

/// Rows in the list's order, whichever way they were asked for, with the cursors of what lies before and after them.
/// An empty cursor means that the list ends there.
template <class Row> struct Page {
    Page() = default;
    QList<Row> rows;
    QByteArray previous;
    QByteArray next;
};

} // namespace steward
