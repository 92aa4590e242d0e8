// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From a ListQuery to the one statement that answers it. Both ends use it: the direct backend, and stewardd for the
// API.

#include "core/backend/list_query.h"
#include "core/backend/rows.h"
#include "core/base/page.h"

#include <QHash>
#include <QSet>

namespace steward {

/// Which columns of which view a list may be filtered and sorted by: the rows of api.view_column.
class ListColumns final {
public:
    /// `type` is PostgreSQL's name of the column's type, such as "text"; what is not known is empty.
    void declare(const QString &view, const QString &column, bool filterable, bool sortable, const QString &type = {});
    [[nodiscard]] bool knows(const QString &view) const { return m_views.contains(view); }
    [[nodiscard]] bool isFilterable(const QString &view, const QString &column) const;
    [[nodiscard]] QString typeOf(const QString &view, const QString &column) const;
    [[nodiscard]] bool isSortable(const QString &view, const QString &column) const;

private:
    struct Columns {
        Columns() = default;
        QSet<QString> filterable;
        QSet<QString> sortable;
        QHash<QString, QString> types;
    };
    QHash<QString, Columns> m_views; ///< by name, without the schema
};

/// One statement with its values, in PostgreSQL's text form; never a value inside the text, so a shape is prepared
/// once.
struct ListStatement {
    ListStatement() = default;
    QByteArray text;
    QList<QByteArray> values;
    bool isIndexOrdered = false; ///< quick whatever the values are, by one plan for all; else it depends on them
};

/// Counts beyond this are estimates.
inline constexpr int exactCountLimit = 10'000;

/// A page: one row more than asked, which tells whether the list goes on. Invalid: a malformed name, cursor or limit,
/// or a column that is not declared.
[[nodiscard]] Result<ListStatement> pageStatement(const ListQuery &query, const PageRequest &where,
                                                  const ListColumns &columns);
/// How many there are, up to exactCountLimit + 1.
[[nodiscard]] Result<ListStatement> countStatement(const ListQuery &query, const ListColumns &columns);
/// The planner's estimate of the same, as EXPLAIN's JSON.
[[nodiscard]] Result<ListStatement> estimateStatement(const ListQuery &query, const ListColumns &columns);
/// All rows up to the query's bound.
[[nodiscard]] Result<ListStatement> readStatement(const ListQuery &query, const ListColumns &columns);

/// The answer to a pageStatement as a page in the list's order, with its cursors. Protocol: the sort column or the id
/// is missing or null in a row that a cursor would name.
[[nodiscard]] Result<Page<Rows::Row>> pageOf(const Rows &rows, const ListQuery &query, const PageRequest &where);

/// The rows that EXPLAIN (format json) expects.
[[nodiscard]] Result<std::int64_t> estimateOf(const Rows &rows);

} // namespace steward
