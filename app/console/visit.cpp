// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/visit.h"

#include "core/base/all.h"

namespace steward {

Visit::Visit(Profile where, std::unique_ptr<Backend> backend)
    : profile(std::move(where))
    , m_backend(std::move(backend))
    , door(*m_backend)
    , bookings(*m_backend)
    , markets(*m_backend)
    , overview(*m_backend)
{
    QObject::connect(m_backend.get(), &Backend::linkChanged, &link, [this] { link.set(m_backend->link()); });
    QObject::connect(m_backend.get(), &Backend::changed, &link, &LinkStatus::tellChange);
    link.set(m_backend->link());
}

Task<Result<bool>> Visit::learn()
{
    auto [who, what, why] = co_await All(door.session(), door.operations(), door.reasons());
    if (!who)
        co_return std::unexpected(who.error());
    if (!what)
        co_return std::unexpected(what.error());
    if (!why)
        co_return std::unexpected(why.error());
    session = *who;
    operations = *what;
    reasons = *why;
    co_return true;
}

} // namespace steward
