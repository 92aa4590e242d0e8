// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/result_rows.h"

#include <libpq-fe.h>

namespace steward {

namespace {

class ResultSource final : public Rows::Source {
public:
    explicit ResultSource(ResultPointer result)
        : m_result(std::move(result))
    {
    }
    int rowCount() const override { return PQntuples(m_result.get()); }
    int columnCount() const override { return PQnfields(m_result.get()); }
    std::string_view columnName(int column) const override { return PQfname(m_result.get(), column); }
    std::optional<std::string_view> cell(int row, int column) const override
    {
        if (PQgetisnull(m_result.get(), row, column))
            return std::nullopt;
        return std::string_view(PQgetvalue(m_result.get(), row, column),
                                static_cast<std::size_t>(PQgetlength(m_result.get(), row, column)));
    }

private:
    ResultPointer m_result;
};

} // namespace

void ResultDeleter::operator()(pg_result *result) const
{
    PQclear(result);
}

Rows rowsOfResult(ResultPointer result)
{
    return Rows(std::make_shared<ResultSource>(std::move(result)));
}

} // namespace steward
