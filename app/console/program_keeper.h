// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <memory>

namespace steward {

/// Keeps a program of ours running beside a console on this machine's own cluster, where nobody else would: the worker, without
/// which nothing happens by itself, and the sandbox, the payment gateway of a demonstration. It goes when the console goes, also
/// when that is killed. Workers of several consoles share the work; of sandboxes one serves, and the next takes over.
class ProgramKeeper final : public QObject {
    Q_OBJECT

public:
    /// `program` stands beside ours; `lack` is what does not happen without it, as the beginning of a sentence.
    ProgramKeeper(QString program, QString lack, QObject *parent = nullptr);
    ~ProgramKeeper() override;

    /// Starts it soon, once what the operator waits for is on screen; again, ever later, whenever it ends.
    void keep(const QStringList &arguments);
    /// Ends it, after what it is just doing.
    void end();

signals:
    /// It cannot be started: a sentence for the operator, once until it could be.
    void failed(const QString &sentence);

private:
    void start();
    void startLater();

    QString m_program;
    QString m_lack;
    QStringList m_arguments; ///< none: it is not wanted
    std::unique_ptr<QProcess> m_process;
    QTimer m_soon;
    QElapsedTimer m_runs;
    bool m_isMissing = false;
    std::chrono::milliseconds m_pause;
};

} // namespace steward
