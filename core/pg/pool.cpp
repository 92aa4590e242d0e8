// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/pool.h"

#include <QRandomGenerator>

#include <algorithm>

namespace steward {

namespace {

constexpr int firstDelayMs = 250;
constexpr int longestDelayMs = 30'000;

/// 0, 250 ms, 500 ms, … 30 s, each up to a quarter more or less, so that a hundred consoles do not come back as one.
int delayBefore(int attempt)
{
    if (attempt == 0)
        return QRandomGenerator::global()->bounded(50);
    const int full = std::min(longestDelayMs, firstDelayMs << std::min(attempt - 1, 16));
    return full - full / 4 + QRandomGenerator::global()->bounded(full / 2 + 1);
}

} // namespace

Pool::Pool(ConnectionOptions options, Shape shape, QObject *parent)
    : Asker(parent)
    , m_options(std::move(options))
    , m_shape(std::move(shape))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        openClosed();
        emit stateChanged();
    });
    for (int i = 0; i < m_shape.connections; ++i) {
        auto &member
            = m_members.emplace_back(std::make_unique<Wire>(m_shape.depth, Wire::Transactions::Forbidden, nullptr));
        Wire *wire = member.wire.get();
        connect(wire, &Wire::opened, this, [this, wire] { onOpened(*wire); });
        connect(wire, &Wire::failed, this, &Pool::onFailed);
        connect(wire, &Wire::lost, this, &Pool::onLost);
        connect(wire, &Wire::roomMade, this, &Pool::pump);
        connect(wire, &Wire::notified, this, &Pool::notified);
    }
}

Pool::~Pool() = default;

void Pool::open()
{
    m_attempts = 0;
    openClosed();
    setState(State::Connecting, std::nullopt);
}

void Pool::close()
{
    m_retry.stop();
    const Error why(Error::Kind::Unavailable, tr("The connection was closed."), {}, QStringLiteral("08003"));
    for (Member &member : m_members) {
        member.cancel.withdraw();
        for (const RequestPtr &request : member.wire->close())
            answerSoon(request, why);
    }
    answerAllWaiting(why);
    setState(State::Closed, std::nullopt);
}

void Pool::reconnect()
{
    if (isLive())
        return;
    m_attempts = 0;
    openClosed();
    setState(State::Reconnecting, m_why);
}

void Pool::openClosed()
{
    m_retry.stop();
    m_retryAt = {};
    for (Member &member : m_members) {
        if (member.wire->isClosed())
            member.wire->open(m_options);
    }
}

Task<Result<Rows>> Pool::run(Statement statement)
{
    return askedOf(this, std::move(statement));
}

void Pool::take(RequestPtr request)
{
    if (const auto fault = Wire::faultOf(request->statement)) {
        answerSoon(request, *fault);
        return;
    }
    const bool isBetweenAttempts = m_retry.isActive() && m_attempts > 1;
    if (m_state == State::Closed) {
        answerSoon(request, Error(Error::Kind::Unavailable, tr("There is no connection to the server.")));
    } else if (!isLive() && (m_state == State::Refused || isBetweenAttempts)) {
        answerSoon(request,
                   m_why.value_or(Error(Error::Kind::Unavailable, tr("There is no connection to the server."))));
    } else if (m_waiting.size() >= static_cast<std::size_t>(m_shape.waiting)) {
        answerSoon(request,
                   Error(Error::Kind::Unavailable, tr("Too many questions are waiting for the server."),
                         tr("Try again in a moment."), QStringLiteral("queue")));
    } else {
        m_waiting.push_back(std::move(request));
        pump();
    }
}

void Pool::withdraw(const RequestPtr &request)
{
    if (request->isWanted())
        return; // a write goes on, heard or not
    if (std::erase(m_waiting, request) > 0)
        return;
    for (Member &member : m_members) {
        if (member.wire->isAlone(request))
            cancel(member, request);
    }
}

void Pool::cancel(Member &member, const RequestPtr &request)
{
    // Only what is alone on a wire: a signal that comes late would hit whatever runs there then (1,847 of 3,000
    // rounds).
    const bool isSafe = m_control && m_control->isLive() && m_control->serverAddress() == member.wire->serverAddress();
    if (request->answer || member.cancel.isPending() || !isSafe)
        return;
    member.wire->hold(true);
    ++m_cancels;
    Statement statement(QByteArrayLiteral("select pg_cancel_backend($1)"),
                        QList<Statement::Value> { QByteArray::number(member.wire->backendPid()) },
                        Statement::Kind::Write);
    member.cancel = deliver(m_control->run(std::move(statement)), this, [this, &member](const Result<Rows> &signalled) {
        member.wire->hold(false);
        if (signalled) {
            pump();
            return;
        }
        // Whether the signal was sent, and when, is not known: this backend must not get anything else.
        member.wire->close();
        onLost(signalled.error());
    });
}

void Pool::answerSoon(const RequestPtr &request, const Error &why)
{
    request->answer = std::unexpected(why);
    QMetaObject::invokeMethod(
        this, [request] { give(request); }, Qt::QueuedConnection);
}

void Pool::answerAllWaiting(const Error &why)
{
    for (const RequestPtr &request : std::exchange(m_waiting, {}))
        answerSoon(request, why);
}

void Pool::pump()
{
    while (!m_waiting.empty()) {
        Wire *emptiest = nullptr;
        for (const Member &member : m_members) {
            if (member.wire->hasRoom() && (!emptiest || member.wire->inFlight() < emptiest->inFlight()))
                emptiest = member.wire.get();
        }
        if (!emptiest)
            return;
        RequestPtr request = std::move(m_waiting.front());
        m_waiting.pop_front();
        emptiest->send(std::move(request));
    }
}

void Pool::onOpened(Wire &wire)
{
    m_attempts = 0;
    if (!m_shape.greeting.isEmpty())
        wire.send(
            std::make_shared<Request>(Statement(m_shape.greeting, {}, Statement::Kind::Write, Statement::Plan::Once)));
    pump();
    setState(State::Live, std::nullopt);
}

void Pool::onFailed(const Error &why)
{
    const bool mayRetry = why.kind == Error::Kind::Unavailable;
    if (mayRetry)
        retryLater();
    if (isLive())
        return; // the others carry on
    if (!isAttempting() || !mayRetry)
        answerAllWaiting(why);
    setState(mayRetry ? State::Reconnecting : State::Refused, why);
}

void Pool::onLost(const Error &why)
{
    retryLater();
    if (!isLive())
        setState(State::Reconnecting, why);
}

void Pool::retryLater()
{
    if (m_retry.isActive())
        return;
    const int delay = delayBefore(m_attempts++);
    m_retry.start(delay);
    m_retryAt = QDateTime::currentDateTimeUtc().addMSecs(delay);
}

bool Pool::isAttempting() const
{
    return std::ranges::any_of(m_members, [](const Member &member) { return !member.wire->isClosed(); });
}

bool Pool::isLive() const
{
    return std::ranges::any_of(m_members, [](const Member &member) { return member.wire->isOpen(); });
}

QByteArray Pool::serverAddress() const
{
    const auto open = std::ranges::find_if(m_members, [](const Member &member) { return member.wire->isOpen(); });
    return open == m_members.end() ? QByteArray() : open->wire->serverAddress();
}

int Pool::latencyMs() const
{
    return m_members.empty() ? -1 : m_members.front().wire->latencyMs();
}

void Pool::setState(State state, std::optional<Error> why)
{
    m_state = state;
    m_why = std::move(why);
    emit stateChanged(); // a slot of it may delete us
}

} // namespace steward
