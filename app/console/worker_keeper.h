// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <memory>

namespace steward {

/// Keeps one steward-worker running beside a console on this machine's own cluster, where nobody else would: without one,
/// nothing happens by itself. It goes when the console goes, also when that is killed. Workers of several consoles share
/// the work.
class WorkerKeeper final : public QObject {
    Q_OBJECT

public:
    explicit WorkerKeeper(QObject *parent = nullptr);
    ~WorkerKeeper() override;

    /// Starts it soon, once what the operator waits for is on screen; again, ever later, whenever it ends.
    void keep(const QString &clusterFolder);
    /// Ends it, after what it is just doing.
    void end();

signals:
    /// It cannot be started: a sentence for the operator, once until it could be.
    void failed(const QString &sentence);

private:
    void start();
    void startLater();

    QString m_folder;
    std::unique_ptr<QProcess> m_process;
    QTimer m_soon;
    QElapsedTimer m_runs;
    bool m_isMissing = false;
    std::chrono::milliseconds m_pause;
};

} // namespace steward
