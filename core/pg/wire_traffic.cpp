// SPDX-License-Identifier: GPL-3.0-or-later
// What travels on an open wire: statements out, results in.
#include "core/pg/wire.h"

#include "core/pg/sqlstate.h"

#include <libpq-fe.h>

#include <algorithm>

namespace steward {

namespace {

constexpr int mostPlans = 256; // shapes; a console has some dozens

/// feature_not_supported ("cached plan must not change result type"), invalid_sql_statement_name
bool isStale(const std::string &state)
{
    return state == "0A000" || state == "26000";
}

Error lostLink()
{
    return Error(Error::Kind::Unavailable, Wire::tr("The link to the server is lost."),
                 Wire::tr("It is tried again by itself."), QStringLiteral("08006"));
}

} // namespace

bool Wire::hasRoom() const
{
    return m_phase == Phase::Open && !m_held && m_inFlight.size() < static_cast<std::size_t>(m_depth);
}

bool Wire::isAlone(const RequestPtr &request) const
{
    return m_inFlight.size() == 1 && m_inFlight.front() == request;
}

std::optional<Error> Wire::faultOf(const Statement &statement)
{
    const auto isCut = [](const Statement::Value &value) { return value && value->contains('\0'); };
    const auto isCutIn = [&](const Statement::Prelude &prelude) { return std::ranges::any_of(prelude.values, isCut); };
    if (std::ranges::none_of(statement.values, isCut) && std::ranges::none_of(statement.preludes, isCutIn))
        return std::nullopt;
    return Error(Error::Kind::Invalid, tr("A text holds a character that cannot be stored."),
                 tr("Type it again instead of pasting it."), QStringLiteral("22021"));
}

void Wire::send(RequestPtr request)
{
    Q_ASSERT_X(hasRoom(), "Wire::send", "a held or full wire takes nothing");
    request->sent.start();
    const bool sent = submit(*request);
    m_inFlight.push_back(std::move(request));
    watchFront();
    if (sent)
        flush();
    else
        loseSoon();
}

bool Wire::submit(Request &request)
{
    request.steps.clear();
    request.state.clear();
    request.usesKnownPlan = false;
    request.answer.reset();
    if (m_plans.size() >= mostPlans) {
        m_plans.clear();
        if (!PQsendQueryParams(m_connection.get(), "deallocate all", 0, nullptr, nullptr, nullptr, nullptr, 0))
            return false;
        request.steps.emplace_back(Request::Step::Kind::Forget, QByteArray());
    }
    const Statement &statement = request.statement;
    if (statement.timeoutMs) { // ends with the implicit transaction
        const QList<Statement::Value> limit { QByteArray::number(*statement.timeoutMs) };
        if (!submitOne(request, QByteArrayLiteral("select set_config('statement_timeout', $1, true)"), limit,
                       Request::Step::Kind::Prelude))
            return false;
    }
    for (const Statement::Prelude &prelude : statement.preludes) {
        if (!submitOne(request, prelude.text, prelude.values, Request::Step::Kind::Prelude))
            return false;
    }
    return submitOne(request, statement.text, statement.values, Request::Step::Kind::Run)
        && PQpipelineSync(m_connection.get());
}

bool Wire::submitOne(Request &request, const QByteArray &text, const QList<Statement::Value> &bound,
                     Request::Step::Kind kind)
{
    QList<const char *> values;
    values.reserve(bound.size());
    for (const Statement::Value &value : bound)
        values.append(value ? value->constData() : nullptr);
    const int count = static_cast<int>(values.size());
    if (request.statement.plan == Statement::Plan::Once) {
        request.steps.emplace_back(kind, text);
        return PQsendQueryParams(m_connection.get(), text.constData(), count, nullptr, values.constData(), nullptr,
                                 nullptr, 0);
    }
    QByteArray name = m_plans.value(text);
    if (!name.isEmpty()) {
        request.usesKnownPlan = true;
    } else {
        name = 's' + QByteArray::number(++m_planNumber);
        if (!PQsendPrepare(m_connection.get(), name.constData(), text.constData(), 0, nullptr))
            return false;
        m_plans.insert(text, name);
        request.steps.emplace_back(Request::Step::Kind::Prepare, text);
    }
    request.steps.emplace_back(kind, text);
    return PQsendQueryPrepared(m_connection.get(), name.constData(), count, values.constData(), nullptr, nullptr, 0);
}

void Wire::flush()
{
    const int unsent = PQflush(m_connection.get());
    if (unsent < 0)
        loseSoon();
    else
        m_writing->setEnabled(unsent > 0);
}

void Wire::loseSoon()
{
    // Not at once: we may be inside the coroutine that has just asked.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_phase == Phase::Open)
                lose(lostLink());
        },
        Qt::QueuedConnection);
}

void Wire::watchFront()
{
    m_patience.stop();
    if (m_inFlight.empty())
        return;
    const Request &front = *m_inFlight.front();
    const int limit = front.statement.timeoutMs.value_or(m_options.statementTimeoutMs);
    if (limit > 0)
        m_patience.start(limit + m_options.silenceMs - static_cast<int>(std::min<qint64>(front.sent.elapsed(), limit)));
}

void Wire::onReadable()
{
    const bool isAlive = PQconsumeInput(m_connection.get()) == 1;
    collect();
    QList<std::pair<QString, QString>> notifications;
    while (auto *notification = PQnotifies(m_connection.get())) {
        notifications.append({ QString::fromUtf8(notification->relname), QString::fromUtf8(notification->extra) });
        PQfreemem(notification);
    }
    const auto transaction = PQtransactionStatus(m_connection.get());
    const bool leftOpen = m_transactions == Transactions::Forbidden && m_inFlight.empty() && transaction != PQTRANS_IDLE
        && transaction != PQTRANS_ACTIVE;
    if (!isAlive || PQstatus(m_connection.get()) == CONNECTION_BAD || leftOpen) {
        lose(lostLink());
        return;
    }
    watchFront();
    if (hasRoom())
        emit roomMade();
    const QPointer<Wire> self(this);
    for (const RequestPtr &request : std::exchange(m_answered, {}))
        give(request); // may delete us
    for (const auto &[channel, payload] : notifications) {
        if (!self)
            return;
        emit notified(channel, payload);
    }
}

void Wire::collect()
{
    bool wasNothing
        = false; // libpq gives one null after each statement; two in a row: it has nothing more, whatever we think
    while (!m_inFlight.empty() && !PQisBusy(m_connection.get())) {
        ResultPointer result(PQgetResult(m_connection.get()));
        if (result) {
            wasNothing = false;
            collectResult(std::move(result));
            continue;
        }
        if (wasNothing)
            return;
        wasNothing = true;
        if (auto &steps = m_inFlight.front()->steps; !steps.empty())
            steps.pop_front();
    }
}

void Wire::collectResult(ResultPointer result)
{
    Request &front = *m_inFlight.front();
    switch (PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC:
        finishFront();
        break;
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
        if (!front.steps.empty() && front.steps.front().kind == Request::Step::Kind::Run)
            front.answer = rowsOfResult(std::move(result));
        break;
    case PGRES_PIPELINE_ABORTED: // an earlier step of it failed, and has said why
        if (!front.steps.empty() && front.steps.front().kind == Request::Step::Kind::Prepare)
            m_plans.remove(front.steps.front().text); // it was never prepared
        break;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
        loseSoon();
        break;
    case PGRES_BAD_RESPONSE:
    case PGRES_NONFATAL_ERROR:
    case PGRES_FATAL_ERROR:
        if (front.answer && !*front.answer)
            break; // the first tells more: after "terminating connection" comes "server closed the connection"
        if (const char *state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE))
            front.state = state;
        front.answer = std::unexpected(errorOfResult(result.get()));
        if (!front.steps.empty() && (front.steps.front().kind == Request::Step::Kind::Prepare || isStale(front.state)))
            m_plans.remove(front.steps.front().text); // of the step that failed, which may be a prelude
        break;
    }
}

void Wire::finishFront()
{
    RequestPtr request = std::move(m_inFlight.front());
    m_inFlight.pop_front();
    m_latencyMs = static_cast<int>(request->sent.elapsed());
    // A view has gained a column, or somebody has dropped our plans: prepared again, once. Nothing of it has happened.
    if (request->usesKnownPlan && isStale(request->state) && !request->isRepeated && request->isWanted()) {
        request->isRepeated = true;
        const bool sent = submit(*request);
        m_inFlight.push_back(std::move(request));
        sent ? flush() : loseSoon();
        return;
    }
    if (!request->answer) {
        request->answer = std::unexpected(Error(
            Error::Kind::Protocol, Wire::tr("The server sent no answer to a statement."), {}, QStringLiteral("08P01")));
    }
    m_answered.append(std::move(request));
}

} // namespace steward
