// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One mapping a feature:
//
//     template <class V> void fields(V &v, BookingRow &b) { v("id", b.id); v("reference", b.reference); … }
//
// reads a row of PostgreSQL's text form and an object of JSON alike (nested parts are jsonb columns), and writes the
// arguments of an operation (encode.h). An enum is read by a free function beside it:
//
//     bool fromText(std::string_view text, BookingState &state);   // false: no such state
//
// What may be a field: integers, bool, QString, QDateTime, QDate, QTime, Id, such enums, QJsonValue, records with
// fields of their own, lists of any of these, and std::optional. Null is an empty list, a null QString, an invalid date
// or id, an empty optional; for anything else it is as wrong as a missing column.

#include "core/backend/decode_value.h"
#include "core/base/page.h"

namespace steward {

namespace detail {

/// Where the columns of one table stand, found once: fields() visits them in the same order for every row.
struct ColumnPlan {
    std::vector<std::pair<const char *, int>> visited;
};

class RowReader final {
public:
    RowReader(const Rows::Row &row, ColumnPlan &plan)
        : m_row(row)
        , m_plan(plan)
    {
    }
    template <class T> void operator()(std::string_view name, T &value)
    {
        if (m_failure)
            return;
        const int column = columnOf(m_row.source(), m_plan, m_visit++, name);
        if (column < 0) {
            m_failure = Failure(name, Failure::Missing);
            return;
        }
        if (const auto cell = m_row.cell(column))
            m_failure = failureOf(name, readText(*cell, value));
        else if constexpr (takesNull<T>)
            value = T();
        else
            m_failure = Failure(name, Failure::Null);
    }
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

private:
    const Rows::Row &m_row;
    ColumnPlan &m_plan;
    std::size_t m_visit = 0;
    std::optional<Failure> m_failure;
};

template <class Record> Result<Record> decodeBy(ColumnPlan &plan, const Rows::Row &row)
{
    Record record;
    RowReader reader(row, plan);
    fields(reader, record);
    if (reader.failure())
        return std::unexpected(reader.failure()->error());
    return record;
}

} // namespace detail

/// `Record` out of a row by its fields(). Protocol: a column is missing or ill-typed; unknown columns are ignored.
template <class Record> [[nodiscard]] Result<Record> decode(const Rows::Row &row)
{
    detail::ColumnPlan plan;
    return detail::decodeBy<Record>(plan, row);
}

/// All rows, or the first error.
template <class Record> [[nodiscard]] Result<QList<Record>> decodeAll(const Rows &rows)
{
    QList<Record> records;
    records.reserve(rows.size());
    detail::ColumnPlan plan;
    for (int i = 0; i < rows.size(); ++i) {
        auto record = detail::decodeBy<Record>(plan, rows.at(i));
        if (!record)
            return std::unexpected(std::move(record).error());
        records.append(*std::move(record));
    }
    return records;
}

/// A page of records out of a page of rows, or the first error.
template <class Record> [[nodiscard]] Result<Page<Record>> decodePage(const Page<Rows::Row> &page)
{
    Page<Record> decoded;
    decoded.previous = page.previous;
    decoded.next = page.next;
    decoded.rows.reserve(page.rows.size());
    detail::ColumnPlan plan;
    for (const Rows::Row &row : page.rows) {
        auto record = detail::decodeBy<Record>(plan, row);
        if (!record)
            return std::unexpected(std::move(record).error());
        decoded.rows.append(*std::move(record));
    }
    return decoded;
}

} // namespace steward
