// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One connection, from the name of its server to the last answer:
//
//   closed ──open──▶ looking up ──▶ shaking hands ──opened──▶ open ──lost──▶ closed
//                        └──────────────┴──failed──▶ closed
//
// Invariants: no call blocks; what is sent is answered in order, at most `depth` in flight, each under a Sync of its
// own (an error of one does not touch the next); while held, nothing is sent.

#include "core/pg/connection_options.h"
#include "core/pg/request.h"
#include "core/pg/result_rows.h"

#include <QHash>
#include <QSocketNotifier>
#include <QTimer>

struct pg_conn;

namespace steward {

/// One connection; Connection and Pool are what others use.
class Wire final : public QObject {
    Q_OBJECT
public:
    /// Transactions: may a statement leave one open? A pool's must not: the next would run inside it.
    enum class Transactions { Forbidden, Allowed };
    Wire(int depth, Transactions transactions, QObject *parent);
    ~Wire() override;

    void open(const ConnectionOptions &options);
    /// Returns what was in flight, for its askers to be told.
    std::deque<RequestPtr> close();
    [[nodiscard]] bool isClosed() const { return m_phase == Phase::Closed; }
    [[nodiscard]] bool isOpen() const { return m_phase == Phase::Open; }
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] std::size_t inFlight() const { return m_inFlight.size(); }
    [[nodiscard]] bool isAlone(const RequestPtr &request) const;
    /// Why `statement` cannot be sent at all: libpq would cut a value short at a zero byte.
    [[nodiscard]] static std::optional<Error> faultOf(const Statement &statement);
    void send(RequestPtr request);
    /// Nothing is sent until released: a cancel is on its way to this connection's backend.
    void hold(bool held) { m_held = held; }

    [[nodiscard]] int backendPid() const;
    [[nodiscard]] int latencyMs() const { return m_latencyMs; }
    /// Which server this is, to tell whether another wire leads to the same one.
    [[nodiscard]] QByteArray serverAddress() const;

signals:
    void opened();
    void failed(const steward::Error &why); ///< it never opened
    void lost(const steward::Error &why); ///< it was open; what was in flight gets this error
    void roomMade();
    void notified(const QString &channel, const QString &payload);

private:
    enum class Phase { Closed, LookingUp, ShakingHands, Open };

    struct ConnectionDeleter {
        void operator()(pg_conn *connection) const;
    };
    struct NotifierDeleter { // it may be the one that called us
        void operator()(QSocketNotifier *notifier) const;
    };
    using Notifier = std::unique_ptr<QSocketNotifier, NotifierDeleter>;

    void start(const QList<HostAddress> &hosts, const QString &why);
    void poll();
    void watch(bool forReading, bool forWriting);
    void becomeOpen();
    void fail(const Error &why);
    void lose(const Error &why);
    void drop();

    void onReadable();
    void collect();
    void collectResult(ResultPointer result);
    void finishFront();
    bool submit(Request &request);
    bool submitOne(Request &request, const QByteArray &text, const QList<Statement::Value> &bound,
                   Request::Step::Kind kind);
    void flush();
    void loseSoon();
    void watchFront();

    int m_depth;
    Transactions m_transactions;
    Phase m_phase = Phase::Closed;
    ConnectionOptions m_options;
    std::unique_ptr<pg_conn, ConnectionDeleter> m_connection;
    Notifier m_reading;
    Notifier m_writing;
    QTimer m_patience; ///< for the handshake, then for the oldest answer
    std::deque<RequestPtr> m_inFlight;
    QList<RequestPtr> m_answered; ///< given when nothing of this object is needed any more
    QHash<QByteArray, QByteArray> m_plans; ///< statement → name on this connection
    int m_planNumber = 0;
    int m_furthest = 0; ///< of libpq's states while shaking hands; tells what failed
    int m_latencyMs = -1;
    bool m_held = false;
};

} // namespace steward
