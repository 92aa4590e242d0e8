// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/list_query.h"

namespace steward {

ListQuery &ListQuery::matching(QString function, QString words)
{
    m_matchFunction = std::move(function);
    m_words = std::move(words);
    return *this;
}

ListQuery &ListQuery::orderedBy(QString column, bool descending)
{
    m_sort = std::move(column);
    m_descending = descending;
    m_ordered = true;
    return *this;
}

ListQuery &ListQuery::columns(QStringList names)
{
    m_columns = std::move(names);
    return *this;
}

ListQuery &ListQuery::inMarkets(QList<int> ids)
{
    m_markets = std::move(ids);
    return *this;
}

ListQuery &ListQuery::atMost(int rows)
{
    m_bound = rows;
    return *this;
}

ListQuery &ListQuery::given(QStringList arguments)
{
    m_arguments = std::move(arguments);
    return *this;
}

} // namespace steward
