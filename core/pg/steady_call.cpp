// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/steady_call.h"

#include "core/base/sleep.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace steward {

namespace {

using namespace std::chrono_literals;

constexpr int mostRepeats = 3; // of what met a deadlock

Error closed()
{
    return Error(Error::Kind::Unavailable, Pool::tr("The connection was closed."), {}, QStringLiteral("08003"));
}

bool isDeadlock(const Error &error)
{
    return error.code == u"40P01" || error.code == u"40001";
}

/// Was the link lost while the call was under way, so that nobody knows whether it was done?
bool isLostOnTheWay(const Error &error)
{
    return error.code == u"08006" || error.code == u"57P01" || error.code == u"57P02";
}

} // namespace

Task<Result<Rows>> steadyCall(QPointer<Pool> pool, Statement statement, std::chrono::milliseconds resendFor)
{
    int repeats = 0;
    QElapsedTimer sinceLost; // valid once the link was lost on the way
    for (;;) {
        if (!pool)
            co_return std::unexpected(closed());
        auto rows = co_await pool->run(statement);
        if (rows || !pool)
            co_return rows;
        const Error &error = rows.error();
        if (isDeadlock(error) && repeats < mostRepeats) {
            ++repeats;
            co_await sleepFor(std::chrono::milliseconds(5 + QRandomGenerator::global()->bounded(20 * repeats)));
            continue;
        }
        if (isLostOnTheWay(error) && !sinceLost.isValid())
            sinceLost.start();
        // What was lost on the way may have been done, be running still (the key is busy), or never have arrived. The
        // same key makes them one. Asking "was it done?" instead could hear no while it still runs.
        const bool isUncertain
            = sinceLost.isValid() && (error.kind == Error::Kind::Unavailable || error.code == u"MP052");
        const bool mayReturn = pool->state() != Pool::State::Refused && pool->state() != Pool::State::Closed;
        if (!isUncertain || !mayReturn || sinceLost.elapsed() >= resendFor.count())
            co_return rows;
        co_await sleepFor(200ms);
    }
}

} // namespace steward
