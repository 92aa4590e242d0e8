// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pg/wire.h"

namespace steward {

/// One connection of one's own, for work that spans statements: a transaction, a migration. It never reconnects by
/// itself: what came before would be gone.
class Connection final : public Asker {
    Q_OBJECT
public:
    explicit Connection(ConnectionOptions options, QObject *parent = nullptr);
    ~Connection() override;

    /// Signs in, once, whoever else asks meanwhile or afterwards. The error says why it failed: Unavailable may be
    /// tried again, others need another answer first.
    [[nodiscard]] Task<Result<void>> open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_wire.isOpen(); }

    /// Runs one statement after those asked before it. Unavailable: not open, or lost.
    [[nodiscard]] Task<Result<Rows>> run(Statement statement);

    [[nodiscard]] int backendPid() const { return m_wire.backendPid(); }

signals:
    void lost(const steward::Error &why);
    void notified(const QString &channel, const QString &payload);

private:
    void take(RequestPtr request) override;
    void withdraw(const RequestPtr &request) override;
    void answerSoon(const RequestPtr &request, Result<Rows> answer);
    void answerAll(const Error &why);
    void pump();

    ConnectionOptions m_options;
    Wire m_wire;
    std::deque<RequestPtr> m_opening;
    std::deque<RequestPtr> m_waiting;
};

} // namespace steward
