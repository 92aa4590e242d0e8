// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A list as the query of an address, both ways; both ends of the API use it, so what one writes the other reads.
//
//     state.in=held,confirmed&starts_at.from=2026-01-01T00:00:00Z&sort=-starts_at&limit=50&cursor=…&direction=before
//
//     column=value         equals                  words=…           found by the view's own match function
//     column.in=a,b        one of                  sort=name, -name  by a column, then by id; -: from the greatest
//     column.from=…        not before, not less    limit=50          rows of a page
//     column.before=…      before, less            cursor=…          where the page lies; of a page before
//     column.starts=…      begins so               direction=…       after (also: none) or before
//     column.null=true     is null (false: is not) columns=a,b       only these
//                                                  market=1,2        only these markets
//
// In lists a comma within a value is written \, a backslash \\ and an empty value \e. A space is %20 or +, as forms write
// it; a plus sign is %2B. A function takes its arguments and nothing else, each by its name or by its place: 1=17&2=en.

#include "core/backend/list_query.h"
#include "core/base/error.h"
#include "core/base/page.h"

namespace steward {

/// What an address asks for: a page, or (of small views and functions) all rows up to the query's bound.
struct ListAsked {
    ListAsked(ListQuery what, PageRequest place)
        : query(std::move(what))
        , where(std::move(place))
    {
    }
    ListQuery query;
    PageRequest where;
};

/// What must be known of a view to read its address.
struct ListNames {
    explicit ListNames(QString viewName)
        : view(std::move(viewName))
    {
    }
    QString view;
    QString match; ///< its match function; empty: it has none
};

/// What an address says beside its columns: no column of such a name can be asked for.
[[nodiscard]] const QStringList &listWords();

/// What stands behind the question mark for a page of a list; empty if there is nothing to say.
[[nodiscard]] QByteArray urlOfPage(const ListQuery &query, const PageRequest &where);
/// The same for all rows of a small view or function, up to the query's bound.
[[nodiscard]] QByteArray urlOfRead(const ListQuery &query);

/// Where `limit` is not said, a page has `limit` rows and a read 1,000. Invalid: the words are none of the above.
[[nodiscard]] Result<ListAsked> listOfUrl(const ListNames &names, QByteArrayView url, int limit);
/// A function's arguments by place; those that are left out at the end have defaults. Invalid: an argument that it does not
/// have, or one left out before another.
[[nodiscard]] Result<QStringList> argumentsOfUrl(const QStringList &parameters, QByteArrayView url);

} // namespace steward
