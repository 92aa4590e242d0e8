// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/links.h"

#include "core/pg/steady_call.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr int quick_ms = 2'000;
constexpr int slow_ms = 15'000;
constexpr int most_waiting = 200; ///< for each pool: about a second's work; who comes later is told to come again

Pool::Shape shapeOf(int connections, int depth)
{
    Pool::Shape shape;
    shape.connections = connections;
    shape.depth = depth;
    shape.waiting = most_waiting;
    return shape;
}

std::unique_ptr<Pool> quickPool(ConnectionOptions options, int connections)
{
    if (connections == 0)
        return nullptr;
    options.statementTimeoutMs = quick_ms;
    return std::make_unique<Pool>(options.planningOnce(), shapeOf(connections, 2));
}

} // namespace

Links::Links(const ConnectionOptions &options, const Shape &shape, QByteArray sessionCheck, Pool *control)
    : m_sessionCheck(std::move(sessionCheck))
    , m_customers(quickPool(options, shape.customers))
    , m_others(quickPool(options, shape.others))
{
    for (int i = 0; i < shape.operators; ++i)
        m_operators.push_back(quickPool(options, 1));
    ConnectionOptions slow = options;
    slow.statementTimeoutMs = slow_ms;
    m_slow = std::make_unique<Pool>(slow, shapeOf(shape.slow, 1));
    m_slow->cancelOver(control);
}

std::vector<Pool *> Links::all() const
{
    std::vector<Pool *> pools;
    for (const auto *pool : { &m_customers, &m_others, &m_slow }) {
        if (*pool)
            pools.push_back(pool->get());
    }
    for (const auto &pool : m_operators)
        pools.push_back(pool.get());
    return pools;
}

void Links::open()
{
    for (Pool *pool : all())
        pool->open();
}

void Links::giveUp()
{
    for (Pool *pool : all()) {
        if (pool->state() != Pool::State::Closed)
            pool->close();
    }
}

void Links::reconnect()
{
    for (Pool *pool : all()) {
        if (pool->state() != Pool::State::Live)
            pool->reconnect();
    }
}

Pool *Links::poolOf(const Caller &caller) const
{
    switch (caller.kind) {
    case Caller::Kind::Customer:
        return m_customers.get();
    case Caller::Kind::Provider:
    case Caller::Kind::Anonymous:
        return m_others.get();
    case Caller::Kind::Operator:
        return m_operators.empty() ? nullptr : m_operators[qHash(caller.role) % m_operators.size()].get();
    }
    Q_UNREACHABLE();
}

Task<Result<Rows>> Links::ask(const Caller &caller, Statement statement, Pace pace)
{
    using Values = QList<Statement::Value>;
    const QByteArray actor = caller.actor > 0 ? QByteArray::number(caller.actor) : QByteArray();
    QList<Statement::Prelude> preludes;
    if (!caller.session.isEmpty() && !m_sessionCheck.isEmpty()) // as the gate itself, before it becomes anybody
        preludes.append(Statement::Prelude(m_sessionCheck, Values { caller.session }));
    preludes.append(Statement::Prelude("select set_config('role', $1, true), set_config('steward.actor', $2, true)", Values { caller.role, actor }));
    statement.preludes = preludes + statement.preludes;
    // Never resent after a lost link: whoever asked is told, and sends the same key again.
    return steadyCall(pace == Pace::Slow ? m_slow.get() : poolOf(caller), std::move(statement), 0ms);
}

} // namespace steward
