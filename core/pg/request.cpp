// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/request.h"

namespace steward {

Task<Result<Rows>> askedOf(QPointer<Asker> asker, Statement statement, Request::Purpose purpose)
{
    // Not a member of the asker: a task starts later than it is made, and its asker may be gone by then.
    if (!asker)
        co_return std::unexpected(
            Error(Error::Kind::Unavailable, QObject::tr("The connection was closed."), {}, QStringLiteral("08003")));
    co_return co_await Asked(asker, std::move(statement), purpose);
}

} // namespace steward
