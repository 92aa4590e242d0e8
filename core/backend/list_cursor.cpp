// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/list_cursor.h"

#include "core/backend/decode.h"
#include "core/backend/list_statement.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace steward {

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct Estimate {
    std::int64_t rows = 0;
};

template <class V> void fields(V &v, Estimate &e)
{
    v("Plan Rows", e.rows);
}

struct Explained {
    Estimate plan;
};

template <class V> void fields(V &v, Explained &e)
{
    v("Plan", e.plan);
}

struct Plans {
    QList<Explained> plans;
};

template <class V> void fields(V &v, Plans &p)
{
    v("QUERY PLAN", p.plans);
}

Result<QByteArray> cursorOfRow(const Rows::Row &row, const ListQuery &query)
{
    detail::ColumnPlan plan;
    const std::string sort = query.sortColumn().toStdString();
    const int columns[] { detail::columnOf(row.source(), plan, 0, sort),
                          detail::columnOf(row.source(), plan, 1, "id") };
    QByteArrayList values;
    for (const int column : columns) {
        const auto cell = column < 0 ? std::nullopt : row.cell(column);
        if (!cell)
            return std::unexpected(detail::Failure(column == columns[0] ? sort : "id", detail::Failure::Null).error());
        values.append(QByteArray(cell->data(), static_cast<qsizetype>(cell->size())));
    }
    return cursorOf(query, ListPosition(values[0], values[1]));
}

} // namespace

QByteArray cursorOf(const ListQuery &query, const ListPosition &position)
{
    const QJsonArray parts { query.sortColumn(), QString::fromUtf8(position.sort), QString::fromUtf8(position.id) };
    return QJsonDocument(parts).toJson(QJsonDocument::Compact).toBase64(base64);
}

QByteArray ListQuery::cursorAt(const QString &sortValue, qint64 id) const
{
    return cursorOf(*this, ListPosition(sortValue.toUtf8(), QByteArray::number(id)));
}

std::optional<ListPosition> positionOf(const ListQuery &query, const QByteArray &cursor)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor, base64 | QByteArray::AbortOnBase64DecodingErrors);
    const QJsonArray parts = QJsonDocument::fromJson(decoded ? *decoded : QByteArray()).array();
    if (parts.size() != 3 || parts[0].toString() != query.sortColumn() || !parts[1].isString() || !parts[2].isString())
        return std::nullopt;
    return ListPosition(parts[1].toString().toUtf8(), parts[2].toString().toUtf8());
}

Result<Page<Rows::Row>> pageOf(const Rows &rows, const ListQuery &query, const PageRequest &where)
{
    const bool backward = where.direction == PageRequest::Direction::Backward;
    const int count = std::min(rows.size(), where.limit);
    const bool goesOn = rows.size() > where.limit;

    Page<Rows::Row> page;
    page.rows.reserve(count);
    for (int i = 0; i < count; ++i)
        page.rows.append(rows.at(backward ? count - 1 - i : i));

    // Behind us lies the cursor that we came from, or an end of the list; before us more only if a row too many came.
    const bool hasPrevious = backward ? goesOn : !where.cursor.isEmpty();
    const bool hasNext = backward ? !where.cursor.isEmpty() : goesOn;
    if (page.rows.isEmpty()) {
        (backward ? page.next : page.previous) = where.cursor;
        return page;
    }
    if (hasPrevious) {
        auto cursor = cursorOfRow(page.rows.front(), query);
        if (!cursor)
            return std::unexpected(std::move(cursor).error());
        page.previous = *std::move(cursor);
    }
    if (hasNext) {
        auto cursor = cursorOfRow(page.rows.back(), query);
        if (!cursor)
            return std::unexpected(std::move(cursor).error());
        page.next = *std::move(cursor);
    }
    return page;
}

Result<std::int64_t> estimateOf(const Rows &rows)
{
    const auto decoded = rows.size() == 1
        ? decode<Plans>(rows.at(0))
        : std::unexpected(detail::Failure("QUERY PLAN", detail::Failure::Missing).error());
    if (!decoded)
        return std::unexpected(decoded.error());
    if (decoded->plans.isEmpty())
        return std::unexpected(detail::Failure("QUERY PLAN", detail::Failure::IllTyped).error());
    return decoded->plans.front().plan.rows;
}

} // namespace steward
