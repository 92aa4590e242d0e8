// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/readiness.h"

#include "core/base/sleep.h"
#include "core/schema/sql.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr auto pause = 1s;
constexpr qint64 longest_silence_ms = 3'000;

HttpFault unreachable()
{
    return HttpFault(503, "database_unreachable", u"The database can not be reached just now. Try again in a moment."_s);
}

HttpFault otherVersion()
{
    return HttpFault(503, "other_schema", u"The database is of another version than this program. Migrate it with stewardctl of this version, or run the program that it was migrated for."_s);
}

} // namespace

Readiness::Readiness(Pool &pool, QStringList versions, std::function<void(const QString &)> log, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_versions(std::move(versions))
    , m_log(std::move(log))
    , m_fault(unreachable())
{
}

std::chrono::milliseconds Readiness::silence() const
{
    return std::chrono::milliseconds(m_alive.elapsed());
}

void Readiness::begin()
{
    m_alive.start();
    m_watch = deliver(watch(), this, [](bool) { });
}

std::optional<HttpFault> Readiness::fault() const
{
    if (!m_fault && m_heard.hasExpired(longest_silence_ms))
        return unreachable();
    return m_fault;
}

Task<bool> Readiness::watch()
{
    for (;;) {
        if (m_pool.state() != Pool::State::Live)
            m_pool.reconnect(); // its own pauses grow to half a minute; who waits for a server looks more often
        hear(co_await m_pool.run(Statement("select api.schema_version()")));
        co_await sleepFor(pause);
    }
}

void Readiness::hear(const Result<Rows> &answer)
{
    m_heard.start();
    const bool isHeard = answer || !(answer.error().isTransient() || answer.error().kind == Error::Kind::Timeout);
    if (isHeard)
        m_alive.start();
    if (answer && answer->size() == 1 && m_versions.contains(textOf(answer->at(0), 0)))
        m_fault.reset();
    else if (isHeard)
        m_fault = otherVersion(); // or so old that it can not tell
    else
        m_fault = unreachable();
    const QString now = !m_fault ? u"Ready."_s : answer ? m_fault->detail : answer.error().message;
    if (std::exchange(m_told, now) != now)
        m_log(now);
}

} // namespace steward
