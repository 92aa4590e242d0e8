// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/session.h"

#include <postgresql/libpq-fe.h>

namespace steward {
namespace {

class Table final : public Rows::Source
{
public:
    explicit Table(PGresult *result)
        : m_result(result)
    {
    }
    ~Table() override { PQclear(m_result); }
    int rowCount() const override { return PQntuples(m_result); }
    int columnCount() const override { return PQnfields(m_result); }
    std::string_view columnName(int column) const override { return PQfname(m_result, column); }
    std::optional<std::string_view> cell(int row, int column) const override
    {
        if (PQgetisnull(m_result, row, column))
            return std::nullopt;
        return std::string_view(PQgetvalue(m_result, row, column), static_cast<std::size_t>(PQgetlength(m_result, row, column)));
    }

private:
    PGresult *m_result;
};

}

QString textOf(const Rows::Row &row, int column)
{
    const auto cell = row.cell(column);
    return cell ? QString::fromUtf8(cell->data(), static_cast<qsizetype>(cell->size())) : QString();
}

namespace {
Result<Rows> answerOf(PGresult *result, PGconn *link)
{
    const auto status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return Rows(std::make_shared<Table>(result));
    const auto field = [result](int code) { return QString::fromUtf8(PQresultErrorField(result, code)); };
    Error error(Error::Kind::Internal, field(PG_DIAG_MESSAGE_PRIMARY), field(PG_DIAG_MESSAGE_HINT), field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_DETAIL));
    if (error.message.isEmpty())
        error.message = QString::fromUtf8(PQerrorMessage(link)).trimmed();
    PQclear(result);
    return std::unexpected(error);
}
}

Session::~Session()
{
    PQfinish(m_link);
}

Task<Result<bool>> Session::open(QString dsn)
{
    m_link = PQconnectdb(dsn.toUtf8().constData());
    if (PQstatus(m_link) != CONNECTION_OK)
        co_return std::unexpected(Error(Error::Kind::Unavailable, QString::fromUtf8(PQerrorMessage(m_link)).trimmed()));
    co_return true;
}

Task<Result<Rows>> Session::run(QByteArray statement, Values values)
{
    std::vector<const char *> bound;
    for (const auto &value : values)
        bound.push_back(value ? value->constData() : nullptr);
    PGresult *result = PQexecParams(m_link, statement.constData(), static_cast<int>(bound.size()), nullptr, bound.data(), nullptr, nullptr, 0);
    co_return answerOf(result, m_link);
}

Task<Result<Rows>> Session::runTogether(QList<Part> parts)
{
    PQenterPipelineMode(m_link);
    for (const Part &part : std::as_const(parts)) {
        std::vector<const char *> bound;
        for (const auto &value : part.values)
            bound.push_back(value ? value->constData() : nullptr);
        PQsendQueryParams(m_link, part.statement.constData(), static_cast<int>(bound.size()), nullptr, bound.data(), nullptr, nullptr, 0);
    }
    PQpipelineSync(m_link);
    Result<Rows> answer;
    bool failed = false;
    for (bool synced = false; !synced;) {
        PGresult *result = PQgetResult(m_link);
        if (!result) {
            if (PQstatus(m_link) != CONNECTION_OK)
                break;
            continue;
        }
        const auto status = PQresultStatus(result);
        if (status == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            synced = true;
        } else if (status == PGRES_PIPELINE_ABORTED || failed) {
            PQclear(result);
        } else {
            answer = answerOf(result, m_link);
            failed = !answer;
        }
    }
    PQexitPipelineMode(m_link);
    co_return answer;
}

} // namespace steward
