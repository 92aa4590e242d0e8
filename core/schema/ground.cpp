// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/ground.h"

#include "core/schema/sql.h"

namespace steward {

Task<Result<Ground>> lookAtGround(QString dsn)
{
    const auto signedIn = co_await signIn(std::move(dsn));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    Connection &session = **signedIn;
    auto known = co_await session.run(
        once("select to_regclass('market.booking') is not null and to_regclass('market.installation') is not null"));
    if (!known)
        co_return std::unexpected(known.error());
    if (textOf(known->at(0), 0) != QLatin1String("t"))
        co_return std::unexpected(Error(Error::Kind::Refused, QStringLiteral("The database was not migrated yet."),
                                        QStringLiteral("Run \"stewardctl migrate\" first.")));
    auto found = co_await session.run(once("select i.kind = 'simulation', coalesce((select c.ahead < interval '0' from "
                                           "market.simulation_clock c), false), not exists (select from market.booking) "
                                           "from market.installation i"));
    if (!found)
        co_return std::unexpected(found.error());
    Ground ground;
    if (found->size() == 1) {
        ground.isSimulation = textOf(found->at(0), 0) == QLatin1String("t");
        ground.isInterrupted = textOf(found->at(0), 1) == QLatin1String("t");
        ground.isEmpty = textOf(found->at(0), 2) == QLatin1String("t");
    }
    co_return ground;
}

} // namespace steward
