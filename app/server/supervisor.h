// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/options.h"
#include "app/server/shared_figures.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>

namespace steward {

/// Watches over the processes that serve. It listens and they inherit its sockets, so whoever connects while one of them is replaced
/// is served by the next; it reads nothing of what strangers send.
///
///   starting ──serves──▶ serving ──told to end, or replaced──▶ ending ──▶ gone
///      │                    └──it ended by itself──▶ (a pause) ──▶ starting
///      └──ended before any served──▶ all end: it can not work
class Supervisor final : public QObject {
    Q_OBJECT
public:
    explicit Supervisor(ServerOptions options, QObject *parent = nullptr);
    ~Supervisor() override;

    /// Why it can not begin.
    [[nodiscard]] Result<void> begin();

public slots:
    /// Told to end: everybody answers what they accepted; `ended` follows.
    void end();
    /// A new process for each, of the program that is installed by now; each former one ends when its successor serves.
    void replace();

signals:
    void ended(int status);

private:
    struct Server;

    [[nodiscard]] Result<void> listen(QTcpServer &socket, const Gate::Options &gate);
    void start(int place);
    void look();
    void onFinished(Server *server);
    void tellServing();

    ServerOptions m_options;
    QTcpServer m_users;
    QTcpServer m_operators;
    std::unique_ptr<SharedFigures> m_figures;
    std::vector<std::unique_ptr<Server>> m_servers;
    QTimer m_looking;
    QTimer m_patience;
    std::chrono::milliseconds m_pause; ///< before the next is started again
    bool m_hasServed = false;
    bool m_isEnding = false;
    int m_status = 0;
};

} // namespace steward
