// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/program.h"

#include <QProcess>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>

namespace steward {

RunProgram::RunProgram(QStringList command, std::chrono::milliseconds limit_ms, QByteArray input, std::function<void(const QString &)> heard)
    : m_command(std::move(command))
    , m_limit_ms(limit_ms)
    , m_input(std::move(input))
    , m_heard(std::move(heard))
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
    if (m_heard)
        QObject::connect(m_process.get(), &QProcess::readyRead, m_alarm.get(), [this] { hear(); });
    QTimer::singleShot(m_limit_ms, m_alarm.get(), [this] {
        m_outcome.timedOut = true;
        m_process->kill();
    });
    m_process->start(m_command.first(), m_command.mid(1));
    m_process->write(m_input);
    m_process->closeWriteChannel();
}

void RunProgram::interrupt()
{
    if (m_process && m_process->processId() > 0)
        ::kill(static_cast<pid_t>(m_process->processId()), SIGINT);
}

void RunProgram::hear()
{
    while (m_process->canReadLine()) {
        const QString line = QString::fromUtf8(m_process->readLine()).trimmed();
        // Of a program that is listened to, the last two lines remain: what went wrong, and what to do.
        m_outcome.words = (m_outcome.words.section(QLatin1Char('\n'), -1) + QLatin1Char('\n') + line).trimmed();
        m_heard(line);
    }
}

void RunProgram::finish(std::coroutine_handle<> waiter)
{
    m_alarm.release()->deleteLater(); // nothing more is heard: finished may follow failed
    m_process->disconnect();
    const QString rest = QString::fromUtf8(m_process->readAll()).trimmed();
    if (!rest.isEmpty())
        m_outcome.words = rest;
    if (!m_outcome.started)
        m_outcome.words = QStringLiteral("%1: %2").arg(m_command.first(), m_process->errorString());
    if (m_outcome.started && m_process->exitStatus() == QProcess::NormalExit)
        m_outcome.status = m_process->exitCode();
    // The waiter's next step may drop this awaiter, and a process must not be deleted inside its own signal.
    m_process.release()->deleteLater();
    resume(waiter);
}

} // namespace steward
