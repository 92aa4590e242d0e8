// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/program_keeper.h"

#include <QCoreApplication>

#include <csignal>
#include <utility>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto first_pause = 1s;
constexpr auto last_pause = 60s;
constexpr auto healthy = 5min; // a program that ran so long failed for another reason than the one before

} // namespace

ProgramKeeper::ProgramKeeper(QString program, QString lack, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_lack(std::move(lack))
    , m_pause(first_pause)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ProgramKeeper::start);
}

ProgramKeeper::~ProgramKeeper()
{
    end();
}

void ProgramKeeper::keep(const QStringList &arguments)
{
    if (m_arguments == arguments)
        return;
    end();
    m_arguments = arguments;
    m_pause = first_pause;
    startLater();
}

void ProgramKeeper::end()
{
    m_soon.stop();
    m_arguments.clear();
    if (!m_process)
        return;
    // It ends by itself what it is just doing, and is not waited for: so it must outlive whoever kept it.
    QProcess *ending = m_process.release();
    ending->disconnect(this);
    connect(ending, &QProcess::finished, ending, &QObject::deleteLater);
    ending->terminate();
}

void ProgramKeeper::startLater()
{
    if (m_runs.isValid() && m_runs.hasExpired(std::chrono::milliseconds(healthy).count()))
        m_pause = first_pause;
    m_runs.invalidate();
    m_soon.start(m_pause);
    m_pause = std::min<std::chrono::milliseconds>(m_pause * 2, last_pause);
}

void ProgramKeeper::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(QCoreApplication::applicationDirPath() + u'/' + m_program);
    m_process->setArguments(m_arguments);
    m_process->setProcessChannelMode(QProcess::ForwardedChannels);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // a console that is killed ends nothing itself
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        if (!std::exchange(m_isMissing, true))
            emit failed(tr("%1 for now: %2 does not start (%3).").arg(m_lack, m_program, m_process->errorString()));
        startLater(); // it may be there again, as after an upgrade; of a process that never ran, finished() is not told
    });
    connect(m_process.get(), &QProcess::started, this, [this] {
        m_runs.start();
        m_isMissing = false;
    });
    connect(m_process.get(), &QProcess::finished, this, &ProgramKeeper::startLater);
    m_process->start();
}

} // namespace steward
