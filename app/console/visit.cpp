// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/visit.h"

#include "core/base/all.h"

namespace steward {

namespace {

LinkStatus::State stateOf(Backend::Link::State state)
{
    switch (state) {
    case Backend::Link::State::Connecting:
        return LinkStatus::State::Connecting;
    case Backend::Link::State::Live:
        return LinkStatus::State::Live;
    case Backend::Link::State::Reconnecting:
        return LinkStatus::State::Reconnecting;
    case Backend::Link::State::Refused:
        return LinkStatus::State::Refused;
    case Backend::Link::State::Closed:
        return LinkStatus::State::Closed;
    }
    Q_UNREACHABLE();
}

LinkStatus::Shown shownOf(const Backend::Link &link)
{
    LinkStatus::Shown shown;
    shown.state = stateOf(link.state);
    shown.route = link.route;
    shown.server = link.server;
    shown.latencyMs = link.latencyMs;
    shown.why = link.why;
    shown.retryAt = link.retryAt;
    return shown;
}

} // namespace

Visit::Visit(Profile where, std::unique_ptr<Backend> backend)
    : profile(std::move(where))
    , m_backend(std::move(backend))
    , door(*m_backend)
    , bookings(*m_backend)
    , markets(*m_backend)
{
    QObject::connect(m_backend.get(), &Backend::linkChanged, &link, [this] { link.set(shownOf(m_backend->link())); });
    QObject::connect(m_backend.get(), &Backend::changed, &link, &LinkStatus::tellChange);
    link.set(shownOf(m_backend->link()));
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
