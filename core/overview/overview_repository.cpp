// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview/overview_repository.h"

#include "core/backend/backend.h"
#include "core/backend/decode.h"
#include "core/overview/overview_fields.h"

namespace steward {

namespace {

constexpr int most_parked = 50;

ListQuery computed(const QString &function, const OverviewRange &range)
{
    QStringList arguments { range.first.toString(Qt::ISODate), range.last.toString(Qt::ISODate) };
    if (range.market.isValid())
        arguments.append(QString::number(range.market.value()));
    return ListQuery(function).given(arguments);
}

template <class Record>
Task<Result<QList<Record>>> readAll(Backend &backend, ListQuery query)
{
    const auto rows = co_await backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<Record>(*rows);
}

Task<Result<OverviewFigures>> readFigures(Backend &backend, OverviewRange range)
{
    auto figures = co_await readAll<Figure>(backend, computed(QStringLiteral("overview_figures"), range));
    if (!figures)
        co_return std::unexpected(figures.error());
    auto outcomes = co_await readAll<OverviewOutcome>(backend, computed(QStringLiteral("overview_outcomes"), range));
    if (!outcomes)
        co_return std::unexpected(outcomes.error());
    OverviewFigures all;
    all.figures = *std::move(figures);
    all.outcomes = *std::move(outcomes);
    co_return all;
}

Task<Result<OverviewFlow>> readFlow(Backend &backend, OverviewRange range)
{
    QStringList market;
    if (range.market.isValid())
        market.append(QString::number(range.market.value()));
    auto states = co_await readAll<OverviewState>(backend, ListQuery(QStringLiteral("overview_states")).given(market));
    if (!states)
        co_return std::unexpected(states.error());
    auto arrows = co_await readAll<OverviewArrow>(backend, computed(QStringLiteral("overview_arrows"), range));
    if (!arrows)
        co_return std::unexpected(arrows.error());
    ListQuery waiting(QStringLiteral("overview_parked"));
    waiting.orderedBy(QStringLiteral("parked_at"), true).atMost(most_parked);
    if (!market.isEmpty())
        waiting.where(QStringLiteral("market_id"), ListQuery::Comparison::Equals, market);
    auto parked = co_await readAll<ParkedStep>(backend, std::move(waiting));
    if (!parked)
        co_return std::unexpected(parked.error());
    OverviewFlow flow;
    flow.states = *std::move(states);
    flow.arrows = *std::move(arrows);
    flow.parked = *std::move(parked);
    co_return flow;
}

} // namespace

OverviewRepository::OverviewRepository(Backend &backend)
    : m_backend(backend)
{
}

Task<Result<OverviewFigures>> OverviewRepository::figures(OverviewRange range) const
{
    return readFigures(m_backend, range);
}

Task<Result<OverviewFlow>> OverviewRepository::flow(OverviewRange range) const
{
    return readFlow(m_backend, range);
}

} // namespace steward
