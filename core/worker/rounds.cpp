// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/rounds.h"

namespace steward {

namespace {

Statement write(QByteArray text)
{
    return Statement(std::move(text), {}, Statement::Kind::Write);
}

QByteArray bytesOf(const Rows::Row &row, int column)
{
    return textOf(row, column).toUtf8();
}

} // namespace

bool StepOutcome::isFailure() const
{
    return outcome.size() == 5; // an SQLSTATE
}

Task<Result<TimerRound>> runTimers(Connection &session, QByteArray since)
{
    TimerRound round;
    Statement claim = write("select timer, due from guard.claim_timers(20, $1::timestamptz)");
    claim.values.append(since);
    const auto claimed = co_await session.run(claim);
    if (!claimed)
        co_return std::unexpected(claimed.error());
    if (claimed->size() == 0)
        co_return round;
    round.first = bytesOf(claimed->at(0), 1);
    QByteArrayList timers;
    for (int i = 0; i < claimed->size(); ++i)
        timers.append(bytesOf(claimed->at(i), 0));
    Statement run = write("select timer, operation, outcome from guard.run_timers($1::bigint[])");
    run.values.append('{' + timers.join(',') + '}');
    const auto outcomes = co_await session.run(run);
    if (!outcomes)
        co_return std::unexpected(outcomes.error());
    for (int i = 0; i < outcomes->size(); ++i) {
        const Rows::Row row = outcomes->at(i);
        StepOutcome step;
        step.timer = bytesOf(row, 0);
        step.operation = textOf(row, 1);
        step.outcome = textOf(row, 2);
        round.steps.append(step);
    }
    co_return round;
}

Task<Result<qint64>> sequenceFeed(Connection &session)
{
    const auto moved = co_await session.run(write("select guard.sequence_feed()"));
    if (!moved)
        co_return std::unexpected(moved.error());
    co_return textOf(moved->at(0), 0).toLongLong();
}

Task<Result<std::optional<SealRound>>> sealAudit(Connection &session)
{
    const auto sealed = co_await session.run(write("select sealed, head, hash from guard.seal_audit()"));
    if (!sealed)
        co_return std::unexpected(sealed.error());
    std::optional<SealRound> round;
    if (sealed->size() == 1) {
        round.emplace();
        round->sealed = textOf(sealed->at(0), 0).toLongLong();
        round->position = textOf(sealed->at(0), 1).toLongLong();
        round->hash = bytesOf(sealed->at(0), 2);
    }
    co_return round;
}

Task<Result<bool>> keepHouse(Connection &session)
{
    if (const auto made = co_await session.run(write("select guard.add_partitions()")); !made)
        co_return std::unexpected(made.error());
    for (;;) {
        const auto forgotten = co_await session.run(write("select guard.forget_replies()"));
        if (!forgotten)
            co_return std::unexpected(forgotten.error());
        if (textOf(forgotten->at(0), 0).toLongLong() == 0)
            co_return true;
    }
}

bool StuckSession::isEnded() const
{
    return outcome == QLatin1String("done");
}

Task<Result<QList<StuckSession>>> watchSessions(Connection &session)
{
    const auto watched = co_await session.run(write("select process, why, outcome from guard.watch()"));
    if (!watched)
        co_return std::unexpected(watched.error());
    QList<StuckSession> stuck;
    for (int i = 0; i < watched->size(); ++i) {
        StuckSession one;
        one.process = textOf(watched->at(i), 0);
        one.why = textOf(watched->at(i), 1);
        one.outcome = textOf(watched->at(i), 2);
        stuck.append(one);
    }
    co_return stuck;
}

} // namespace steward
