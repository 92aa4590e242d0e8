// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/program.h"

#include <QProcess>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>

namespace steward {

RunProgram::RunProgram(QStringList command, std::chrono::milliseconds limit_ms, QByteArray input)
    : m_command(std::move(command))
    , m_limit_ms(limit_ms)
    , m_input(std::move(input))
{
}

RunProgram::~RunProgram()
{
    if (m_process)
        m_process->disconnect(); // its destructor kills it; nobody is to be told any more
}

void RunProgram::await_suspend(std::coroutine_handle<> waiter)
{
    m_process = std::make_unique<QProcess>();
    m_alarm = std::make_unique<QObject>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    QObject::connect(m_process.get(), &QProcess::finished, m_alarm.get(), [this, waiter] { finish(waiter); });
    QObject::connect(m_process.get(), &QProcess::errorOccurred, m_alarm.get(),
                     [this, waiter](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart) // queued, since start() may say so before it returned
                             QTimer::singleShot(0, m_alarm.get(), [this, waiter] { finish(waiter); });
                     });
    QObject::connect(m_process.get(), &QProcess::started, m_alarm.get(), [this] { m_outcome.started = true; });
    QTimer::singleShot(m_limit_ms, m_alarm.get(), [this] {
        m_outcome.timedOut = true;
        m_process->kill();
    });
    m_process->start(m_command.first(), m_command.mid(1));
    m_process->write(m_input);
    m_process->closeWriteChannel();
}

void RunProgram::finish(std::coroutine_handle<> waiter)
{
    m_alarm.release()->deleteLater(); // nothing more is heard: finished may follow failed
    m_process->disconnect();
    m_outcome.words = QString::fromUtf8(m_process->readAll()).trimmed();
    if (!m_outcome.started)
        m_outcome.words = QStringLiteral("%1: %2").arg(m_command.first(), m_process->errorString());
    if (m_outcome.started && m_process->exitStatus() == QProcess::NormalExit)
        m_outcome.status = m_process->exitCode();
    // The waiter's next step may drop this awaiter, and a process must not be deleted inside its own signal.
    m_process.release()->deleteLater();
    resume(waiter);
}

} // namespace steward
