// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/market_repository.h"

#include "core/backend/backend.h"
#include "core/backend/decode.h"

namespace steward {

template <class V>
void fields(V &v, Market &m)
{
    v("id", m.id);
    v("code", m.code);
    v("name", m.name);
    v("currency", m.currency);
    v("zone", m.zone);
}

MarketRepository::MarketRepository(Backend &backend)
    : m_backend(backend)
{
}

Task<Result<QList<Market>>> MarketRepository::all() const
{
    ListQuery query(QStringLiteral("market"));
    query.orderedBy(QStringLiteral("name"), false);
    const auto rows = co_await m_backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<Market>(*rows);
}

} // namespace steward
