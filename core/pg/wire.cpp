// SPDX-License-Identifier: GPL-3.0-or-later
// Opening and losing a connection; what travels on it is in wire_traffic.cpp.
#include "core/pg/wire.h"

#include "core/pg/handshake_error.h"
#include "core/pg/host_lookup.h"

#include <QLoggingCategory>

#include <libpq-fe.h>

namespace steward {

Q_LOGGING_CATEGORY(wireLog, "steward.pg", QtWarningMsg)

void Wire::ConnectionDeleter::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

void Wire::NotifierDeleter::operator()(QSocketNotifier *notifier) const
{
    notifier->setEnabled(false);
    notifier->deleteLater();
}

Wire::Wire(int depth, Transactions transactions, QObject *parent)
    : QObject(parent)
    , m_depth(depth)
    , m_transactions(transactions)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_phase != Phase::Open) {
            fail(handshakeTimeout(m_options));
            return;
        }
        lose(Error(Error::Kind::Unavailable, tr("The server has stopped answering."), {}, QStringLiteral("08006")));
    });
}

Wire::~Wire()
{
    // Whoever waits for an answer is not told: a destructor never resumes anybody.
    drop();
}

void Wire::open(const ConnectionOptions &options)
{
    drop();
    m_phase = Phase::LookingUp;
    m_furthest = CONNECTION_NEEDED;
    auto complete = options.withService();
    m_options = complete.value_or(options);
    m_patience.start(m_options.connectTimeoutMs);
    if (!complete) {
        const Error why = std::move(complete).error();
        QMetaObject::invokeMethod(
            this, [this, why] { fail(why); }, Qt::QueuedConnection);
        return;
    }
    auto *lookup = new HostLookup(m_options, this);
    connect(lookup, &HostLookup::found, this, [this, lookup](const QList<HostAddress> &hosts, const QString &why) {
        lookup->deleteLater();
        if (m_phase == Phase::LookingUp)
            start(hosts, why);
    });
}

void Wire::start(const QList<HostAddress> &hosts, const QString &why)
{
    if (hosts.isEmpty()) {
        fail(Error(Error::Kind::Unavailable, why, tr("Check the server's name and the network."),
                   QStringLiteral("08001")));
        return;
    }
    const ConnectKeywords keywords(m_options, hosts);
    const PlainWords plain;
    m_connection.reset(PQconnectStartParams(keywords.names().constData(), keywords.values().constData(), 0));
    if (!m_connection) {
        fail(Error(Error::Kind::Internal, tr("There is no memory left for a connection.")));
        return;
    }
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_VERBOSE); // the only way to a failed sign-in's SQLSTATE
    PQsetNoticeReceiver(
        m_connection.get(), [](void *, const PGresult *notice) { qCInfo(wireLog) << PQresultErrorMessage(notice); },
        nullptr);
    m_phase = Phase::ShakingHands;
    if (PQstatus(m_connection.get()) == CONNECTION_BAD)
        fail(handshakeError(m_connection.get(), m_furthest, m_options));
    else
        watch(false, true);
}

void Wire::poll()
{
    const PlainWords plain;
    m_furthest = PQstatus(m_connection.get());
    // It may close its socket and open another one, even of the same number: notifiers are made anew for each step.
    m_reading.reset();
    m_writing.reset();
    switch (PQconnectPoll(m_connection.get())) {
    case PGRES_POLLING_READING:
        watch(true, false);
        break;
    case PGRES_POLLING_WRITING:
        watch(false, true);
        break;
    case PGRES_POLLING_OK:
        becomeOpen();
        break;
    case PGRES_POLLING_FAILED:
    case PGRES_POLLING_ACTIVE:
        fail(handshakeError(m_connection.get(), m_furthest, m_options));
        break;
    }
}

void Wire::watch(bool forReading, bool forWriting)
{
    const int descriptor = PQsocket(m_connection.get());
    m_reading.reset(new QSocketNotifier(descriptor, QSocketNotifier::Read));
    m_writing.reset(new QSocketNotifier(descriptor, QSocketNotifier::Write));
    m_reading->setEnabled(forReading);
    m_writing->setEnabled(forWriting);
    connect(m_reading.get(), &QSocketNotifier::activated, this,
            [this] { m_phase == Phase::Open ? onReadable() : poll(); });
    connect(m_writing.get(), &QSocketNotifier::activated, this, [this] { m_phase == Phase::Open ? flush() : poll(); });
}

void Wire::becomeOpen()
{
    m_patience.stop();
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_DEFAULT);
    if (PQsetnonblocking(m_connection.get(), 1) != 0 || PQenterPipelineMode(m_connection.get()) != 1) {
        fail(handshakeError(m_connection.get(), m_furthest, m_options));
        return;
    }
    m_phase = Phase::Open;
    watch(true, false);
    emit opened();
}

void Wire::fail(const Error &why)
{
    drop();
    emit failed(why);
}

void Wire::lose(const Error &why)
{
    QList<RequestPtr> waiting = std::exchange(m_answered, {});
    for (const RequestPtr &request : m_inFlight) {
        if (!request->answer || *request->answer) // one that has an error of its own keeps it
            request->answer = std::unexpected(why);
        waiting.append(request);
    }
    drop();
    emit lost(why);
    for (const RequestPtr &request : waiting)
        give(request); // may delete us
}

std::deque<RequestPtr> Wire::close()
{
    auto inFlight = std::exchange(m_inFlight, {});
    drop();
    return inFlight;
}

void Wire::drop()
{
    m_phase = Phase::Closed;
    m_patience.stop();
    m_reading.reset();
    m_writing.reset();
    m_connection.reset();
    m_inFlight.clear();
    m_plans.clear();
    m_held = false;
}

int Wire::backendPid() const
{
    return m_connection ? PQbackendPID(m_connection.get()) : 0;
}

QByteArray Wire::serverAddress() const
{
    if (!m_connection)
        return {};
    return QByteArray(PQhost(m_connection.get())) + ' ' + PQhostaddr(m_connection.get()) + ' '
        + PQport(m_connection.get());
}

} // namespace steward
