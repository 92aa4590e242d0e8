// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/gateway/gateway_config.h"
#include "core/worker/outbox.h"
#include "core/worker/rounds.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace steward {

/// What happens by itself, as long as it runs: automatic steps when they are due, messages sent, events into the feed, the payment
/// gateway told and heard, the audit sealed, the house kept, sessions that stand in the way ended. Each has a connection of its own,
/// so that none waits for another; a link that is lost is made again. Any number of workers may run; each step is still done once.
class Worker final : public QObject {
    Q_OBJECT
public:
    struct Options {
        Options() = default;
        std::function<QString()> dsn; ///< of the worker's login; asked each time that a link is made
        std::function<Result<GatewayConfig>()> gateway; ///< how the payment gateway is reached; asked each time, for it may move
        QString anchor; ///< file to which the head of the audit's chain is added every minute; none: nowhere
        std::optional<MailServer> mail; ///< without one, messages stay queued
        std::function<void(const QString &)> log; ///< a sentence for who looks after the server; names nobody
    };

    explicit Worker(Options options, QObject *parent = nullptr);
    ~Worker() override;

    void begin();
    /// Ends what is under way first: `stopped` follows.
    void stop();

signals:
    void stopped();

private:
    /// One of the things that it does, again and again: how long until the next time.
    using Round = std::function<Task<Result<std::chrono::milliseconds>>(Connection &)>;

    [[nodiscard]] Task<bool> keep(QString what, Round round);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> timers(Connection &session);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> feed(Connection &session);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> gateway(Connection &session);
    /// Makes ready to speak to the gateway; false: it can not be spoken to for now.
    [[nodiscard]] Task<Result<bool>> openTheGateway(Connection &session);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> audit(Connection &session);
    /// Outside of the database, where who can change that can not change it: the head of the chain.
    void anchor(const SealRound &head);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> house(Connection &session);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> watch(Connection &session);
    [[nodiscard]] Task<Result<std::chrono::milliseconds>> mail(Connection &session);
    void tellStopped();
    void log(const QString &sentence) const;
    void logOfGateway(const QString &sentence);

    Options m_options;
    std::unique_ptr<Outbox> m_outbox; ///< outlives the rounds that use it
    std::vector<Question> m_kept;
    QByteArray m_since; ///< low-water mark of what is due: before it, the index holds only what was done
    QElapsedTimer m_sinceAge;
    QElapsedTimer m_anchored;
    qint64 m_anchoredPosition = 0;
    GatewayConfig m_gatewayConfig;
    std::unique_ptr<Gateway> m_gateway;
    QString m_gatewayAccount;
    QString m_gatewayTrouble; ///< what was said of it last: the same is not said again
    QElapsedTimer m_gatewayHeard;
    int m_atWork = 0;
    bool m_isStopping = false;
};

} // namespace steward
