// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/connection.h"

namespace steward {

namespace {

Task<Result<void>> withoutRows(Task<Result<Rows>> asked)
{
    auto rows = co_await std::move(asked);
    if (!rows)
        co_return std::unexpected(std::move(rows).error());
    co_return Result<void>();
}

} // namespace

Connection::Connection(ConnectionOptions options, QObject *parent)
    : Asker(parent)
    , m_options(std::move(options))
    , m_wire(1, Wire::Transactions::Allowed, nullptr)
{
    connect(&m_wire, &Wire::opened, this, [this] {
        for (const RequestPtr &opening : std::exchange(m_opening, {}))
            answerSoon(opening, Rows());
        pump();
    });
    connect(&m_wire, &Wire::failed, this, &Connection::answerAll);
    connect(&m_wire, &Wire::lost, this, [this](const Error &why) {
        answerAll(why);
        emit lost(why);
    });
    connect(&m_wire, &Wire::roomMade, this, &Connection::pump);
    connect(&m_wire, &Wire::notified, this, &Connection::notified);
}

Connection::~Connection() = default;

Task<Result<void>> Connection::open()
{
    return withoutRows(askedOf(this, Statement(QByteArray()), Request::Purpose::SignIn));
}

Task<Result<Rows>> Connection::run(Statement statement)
{
    return askedOf(this, std::move(statement));
}

void Connection::close()
{
    const Error why(Error::Kind::Unavailable, tr("The connection was closed."), {}, QStringLiteral("08003"));
    for (const RequestPtr &request : m_wire.close())
        answerSoon(request, std::unexpected(why));
    answerAll(why);
}

void Connection::take(RequestPtr request)
{
    if (request->purpose == Request::Purpose::SignIn) {
        if (m_wire.isOpen()) {
            answerSoon(request, Rows());
            return;
        }
        m_opening.push_back(std::move(request));
        if (m_wire.isClosed())
            m_wire.open(m_options);
        return;
    }
    if (const auto fault = Wire::faultOf(request->statement)) {
        answerSoon(request, std::unexpected(*fault));
    } else if (m_wire.isClosed()) {
        answerSoon(request,
                   std::unexpected(Error(Error::Kind::Unavailable, tr("There is no connection to the server."), {},
                                         QStringLiteral("08003"))));
    } else {
        m_waiting.push_back(std::move(request));
        pump();
    }
}

void Connection::withdraw(const RequestPtr &request)
{
    if (std::erase(m_opening, request) > 0) {
        if (m_opening.empty() && !m_wire.isOpen())
            m_wire.close();
    } else if (!request->isWanted()) {
        std::erase(m_waiting, request);
    }
}

void Connection::answerSoon(const RequestPtr &request, Result<Rows> answer)
{
    request->answer = std::move(answer);
    QMetaObject::invokeMethod(
        this, [request] { give(request); }, Qt::QueuedConnection);
}

void Connection::answerAll(const Error &why)
{
    for (const RequestPtr &opening : std::exchange(m_opening, {}))
        answerSoon(opening, std::unexpected(why));
    for (const RequestPtr &request : std::exchange(m_waiting, {}))
        answerSoon(request, std::unexpected(why));
}

void Connection::pump()
{
    while (!m_waiting.empty() && m_wire.hasRoom()) {
        RequestPtr request = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_wire.send(std::move(request));
    }
}

} // namespace steward
