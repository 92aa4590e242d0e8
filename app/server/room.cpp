// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/room.h"

#include "core/pg/connection.h"
#include "core/schema/sql.h"

using namespace Qt::StringLiterals;

namespace steward {

Task<Result<void>> checkRoom(ConnectionOptions options, int wanted)
{
    Connection connection(std::move(options));
    if (auto opened = co_await connection.open(); !opened)
        co_return opened;
    const auto rows = co_await connection.run(Statement("select current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer"));
    if (!rows)
        co_return std::unexpected(rows.error());
    const int given = rows->size() == 1 ? textOf(rows->at(0), 0).toInt() : 0;
    if (wanted <= given)
        co_return Result<void>();
    co_return std::unexpected(Error(Error::Kind::Refused, u"The server gives %1 connections, and this program would take %2."_s.arg(given).arg(wanted),
                                    u"Lower --customer-links, --other-links, --operator-links or --slow-links, or raise max_connections of the server."_s));
}

} // namespace steward
