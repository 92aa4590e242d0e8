// SPDX-License-Identifier: GPL-3.0-or-later
// Lists, single rows, counts, and functions that return a table.
#include "app/server/answers.h"
#include "app/server/api.h"
#include "core/backend/decode.h"
#include "core/backend/list_url.h"
#include "core/base/reference.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int rows_of_a_page = 50; // where the address does not say
constexpr int rows_of_a_small_view = 1'000;
constexpr qsizetype most_digits = 18; // of an id: more are no bigint

struct Counted {
    qint64 rows = 0;
};

template <class V> void fields(V &v, Counted &c)
{
    v("count", c.rows);
}

bool isPaged(const CatalogueRead &read)
{
    return read.isDeclared && read.hasId();
}

/// The address names columns; those that the view does not have are refused here, since PostgreSQL would call it a fault of ours.
std::optional<Error> faultOfColumns(const CatalogueRead &read, const ListQuery &query)
{
    QStringList named = query.columnNames();
    for (const auto &condition : query.conditions())
        named.append(condition.column);
    if (query.isOrdered())
        named.append(query.sortColumn());
    if (!query.markets().isEmpty())
        named.append(u"market_id"_s);
    const auto unknown = std::ranges::find_if(named, [&](const QString &name) { return !read.column(name); });
    if (unknown == named.end())
        return std::nullopt;
    return Error(Error::Kind::Invalid, u"There is no column “%1” in this list."_s.arg(unknown->left(60)), {}, u"list"_s);
}

QByteArray cursorText(const QByteArray &cursor)
{
    return cursor.isEmpty() ? QByteArrayLiteral("null") : '"' + cursor + '"'; // base 64: nothing to escape
}

QByteArray listText(const CatalogueRead &read, const Page<Rows::Row> &page)
{
    const JsonRows json = read.asJson();
    QByteArray text = R"({"items":[)";
    for (qsizetype i = 0; i < page.rows.size(); ++i) {
        text += i == 0 ? "" : ",";
        json.write(text, page.rows[i]);
    }
    return text + R"(],"next":)" + cursorText(page.next) + R"(,"previous":)" + cursorText(page.previous) + '}';
}

Page<Rows::Row> wholeOf(const Rows &rows)
{
    Page<Rows::Row> page;
    for (int i = 0; i < rows.size(); ++i)
        page.rows.append(rows.at(i));
    return page;
}

std::optional<QByteArray> cellOf(const Rows::Row &row, std::string_view name)
{
    for (int i = 0; i < row.source().columnCount(); ++i) {
        if (row.source().columnName(i) != name)
            continue;
        const auto cell = row.cell(i);
        return cell ? std::optional(QByteArray(cell->data(), static_cast<qsizetype>(cell->size()))) : std::nullopt;
    }
    return std::nullopt;
}

/// The one row that a segment of an address means. Nothing: it can be none.
std::optional<ListQuery> queryOfOne(const CatalogueRead &read, const QString &segment)
{
    ListQuery query(read.name);
    query.atMost(1);
    const bool isNumber = std::ranges::all_of(segment, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (isNumber && segment.size() <= most_digits && (read.column(u"id")->type == u"bigint" || segment.toLongLong() <= std::numeric_limits<int>::max()))
        return query.where(u"id"_s, ListQuery::Comparison::Equals, { segment });
    const auto reference = read.hasReference() ? Reference::parse(segment) : std::nullopt;
    if (reference)
        return query.where(u"reference"_s, ListQuery::Comparison::Equals, { reference->text() });
    return std::nullopt;
}

} // namespace

Task<HttpResponse> Api::list(HttpRequest request, PlanPtr plan, ReadPtr read)
{
    const auto caller = callerOf(request, *plan);
    if (!caller)
        co_return refusal(caller.error(), request);
    ListNames names(read->name);
    names.match = read->match;
    const bool paged = isPaged(*read);
    const auto asked = listOfUrl(names, queryOf(request), paged ? rows_of_a_page : rows_of_a_small_view);
    if (!asked)
        co_return refusal(asked.error(), request);
    if (const auto fault = faultOfColumns(*read, asked->query))
        co_return refusal(*fault, request);
    auto statement = paged ? pageStatement(asked->query, asked->where, plan->columns) : readStatement(asked->query, plan->columns);
    if (!statement)
        co_return refusal(statement.error(), request);
    const auto pace = statement->isIndexOrdered ? Links::Pace::Quick : Links::Pace::Slow;
    const auto rows = co_await ask(*caller, *std::move(statement), pace);
    if (!rows)
        co_return refusal(rows.error(), request);
    const auto page = paged ? pageOf(*rows, asked->query, asked->where) : Result<Page<Rows::Row>>(wholeOf(*rows));
    if (!page)
        co_return refusal(page.error(), request);
    co_return jsonAnswer(listText(*read, *page));
}

Task<HttpResponse> Api::one(HttpRequest request, PlanPtr plan, ReadPtr read)
{
    const auto caller = callerOf(request, *plan);
    if (!caller)
        co_return refusal(caller.error(), request);
    const auto query = queryOfOne(*read, request.parameters.value("id"));
    if (!query)
        co_return problem(noSuch(read->name), request.id);
    auto statement = readStatement(*query, plan->columns);
    if (!statement)
        co_return refusal(statement.error(), request);
    const auto rows = co_await ask(*caller, *std::move(statement), Links::Pace::Quick);
    if (!rows)
        co_return refusal(rows.error(), request);
    if (rows->size() == 0)
        co_return problem(noSuch(read->name), request.id);
    const Rows::Row row = rows->at(0);
    const auto version = cellOf(row, "version");
    HttpResponse response(304, {}, {});
    if (!version || !hasAlready(request, tagOf(*version))) {
        QByteArray text;
        read->asJson().write(text, row);
        response = jsonAnswer(std::move(text));
    }
    if (version)
        response.fields.append(HttpField("ETag", tagOf(*version)));
    co_return response;
}

Task<HttpResponse> Api::count(HttpRequest request, PlanPtr plan, ReadPtr read)
{
    const auto caller = callerOf(request, *plan);
    if (!caller)
        co_return refusal(caller.error(), request);
    ListNames names(read->name);
    names.match = read->match;
    const auto asked = listOfUrl(names, queryOf(request), rows_of_a_page);
    if (!asked)
        co_return refusal(asked.error(), request);
    if (const auto fault = faultOfColumns(*read, asked->query))
        co_return refusal(*fault, request);
    auto statement = countStatement(asked->query, plan->columns);
    if (!statement)
        co_return refusal(statement.error(), request);
    const auto rows = co_await ask(*caller, *std::move(statement), Links::Pace::Slow);
    const auto counted = rows ? decodeAll<Counted>(*rows) : std::unexpected(rows.error());
    if (!counted)
        co_return refusal(counted.error(), request);
    Total total(counted->isEmpty() ? 0 : counted->front().rows);
    if (total.rows > exactCountLimit) {
        auto estimate = estimateStatement(asked->query, plan->columns);
        if (!estimate)
            co_return refusal(estimate.error(), request);
        const auto plans = co_await ask(*caller, *std::move(estimate), Links::Pace::Slow);
        const auto expected = plans ? estimateOf(*plans) : std::unexpected(plans.error());
        if (!expected)
            co_return refusal(expected.error(), request);
        total = Total(std::max<std::int64_t>(total.rows, *expected), false);
    }
    co_return jsonAnswer(R"({"count":)" + QByteArray::number(static_cast<qint64>(total.rows)) + R"(,"exact":)" + (total.exact ? "true}" : "false}"));
}

Task<HttpResponse> Api::compute(HttpRequest request, PlanPtr plan, ReadPtr read)
{
    const auto caller = callerOf(request, *plan);
    if (!caller)
        co_return refusal(caller.error(), request);
    const auto given = argumentsOfUrl(read->parameters(), queryOf(request));
    if (!given)
        co_return refusal(given.error(), request);
    const auto needed = std::ranges::count_if(read->arguments, &CatalogueArgument::isRequired);
    if (given->size() < needed)
        co_return refusal(Error(Error::Kind::Invalid, u"“%1” is missing."_s.arg(read->arguments[given->size()].name), {}, u"list"_s), request);
    ListQuery query(read->name);
    query.given(*given);
    auto statement = readStatement(query, plan->columns);
    if (!statement)
        co_return refusal(statement.error(), request);
    const auto rows = co_await ask(*caller, *std::move(statement), Links::Pace::Slow);
    if (!rows)
        co_return refusal(rows.error(), request);
    co_return jsonAnswer(listText(*read, wholeOf(*rows)));
}

} // namespace steward
