// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A pool's state, as the status bar shows it:
//
//   Connecting ──▶ Live ⇄ Reconnecting (at once, then by back-off with jitter, up to 30 s)
//        └───────────┴──▶ Refused (a person must do something first: password, name, certificate)
//
// What is asked while an attempt is under way waits for its end; between attempts it is answered Unavailable at once.

#include "core/base/deliver.h"
#include "core/base/link.h"
#include "core/pg/wire.h"

#include <QDateTime>

namespace steward {

/// Connections alike to one server, and the queue before them. Never blocks; answers Unavailable when the queue is
/// full.
class Pool final : public Asker {
    Q_OBJECT
public:
    using State = Link::State;

    struct Shape {
        Shape() = default;
        int connections = 1;
        int depth
            = 1; ///< statements in flight on one connection: 2 takes 41 µs a query instead of 118, more adds nothing
        int waiting = 64; ///< statements that may wait before the next is answered Unavailable
        QByteArray greeting; ///< a statement that every new connection begins with, such as LISTEN
    };

    Pool(ConnectionOptions options, Shape shape, QObject *parent = nullptr);
    ~Pool() override;

    /// Withdrawn reads that run alone are cancelled by pg_cancel_backend over `control`, which must outlive this pool.
    /// Without it they run to their end, unheard.
    void cancelOver(Pool *control) { m_control = control; }

    void open();
    void close();
    /// Tries at once what waits for its next attempt, or was refused.
    void reconnect();
    /// Signs in with another password from now on.
    void setPassword(const QString &password) { m_options.password = password; }

    /// Runs `statement`. Unavailable: no link, or too many wait. Invalid: a value holds a zero byte.
    [[nodiscard]] Task<Result<Rows>> run(Statement statement);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &why() const { return m_why; }
    [[nodiscard]] QDateTime retryAt() const { return m_retryAt; }
    [[nodiscard]] int latencyMs() const;
    [[nodiscard]] const ConnectionOptions &options() const { return m_options; }
    /// Cancels that were sent so far; for tests and figures.
    [[nodiscard]] int cancelCount() const { return m_cancels; }

signals:
    void stateChanged();
    void notified(const QString &channel, const QString &payload);

private:
    struct Member {
        explicit Member(std::unique_ptr<Wire> w)
            : wire(std::move(w))
        {
        }
        std::unique_ptr<Wire> wire;
        Question cancel; ///< pending while a cancel is on its way to this wire's backend
    };

    void take(RequestPtr request) override;
    void withdraw(const RequestPtr &request) override;
    void answerSoon(const RequestPtr &request, const Error &why);
    void answerAllWaiting(const Error &why);
    void pump();
    void greet(Wire &wire);
    void onOpened(Wire &wire);
    void openClosed();
    [[nodiscard]] bool isAttempting() const;
    [[nodiscard]] bool isLive() const;
    [[nodiscard]] QByteArray serverAddress() const;
    void onFailed(const Error &why);
    void onLost(const Error &why);
    void retryLater();
    void setState(State state, std::optional<Error> why);
    void cancel(Member &member, const RequestPtr &request);

    ConnectionOptions m_options;
    Shape m_shape;
    QPointer<Pool> m_control;
    std::vector<Member> m_members;
    std::deque<RequestPtr> m_waiting;
    QTimer m_retry;
    State m_state = State::Closed;
    std::optional<Error> m_why;
    QDateTime m_retryAt;
    int m_attempts = 0;
    int m_cancels = 0;
};

} // namespace steward
