// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/worker_keeper.h"

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
constexpr auto healthy = 5min; // a worker that ran so long failed for another reason than the one before

} // namespace

WorkerKeeper::WorkerKeeper(QObject *parent)
    : QObject(parent)
    , m_pause(first_pause)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &WorkerKeeper::start);
}

WorkerKeeper::~WorkerKeeper()
{
    end();
}

void WorkerKeeper::keep(const QString &clusterFolder)
{
    if (m_folder == clusterFolder)
        return;
    end();
    m_folder = clusterFolder;
    m_pause = first_pause;
    startLater();
}

void WorkerKeeper::end()
{
    m_soon.stop();
    m_folder.clear();
    if (!m_process)
        return;
    // It ends by itself what it is just doing, and is not waited for: so it must outlive whoever kept it.
    QProcess *ending = m_process.release();
    ending->disconnect(this);
    connect(ending, &QProcess::finished, ending, &QObject::deleteLater);
    ending->terminate();
}

void WorkerKeeper::startLater()
{
    if (m_runs.isValid() && m_runs.hasExpired(std::chrono::milliseconds(healthy).count()))
        m_pause = first_pause;
    m_runs.invalidate();
    m_soon.start(m_pause);
    m_pause = std::min<std::chrono::milliseconds>(m_pause * 2, last_pause);
}

void WorkerKeeper::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(QCoreApplication::applicationDirPath() + u"/steward-worker"_s);
    m_process->setArguments({ u"--data"_s, m_folder });
    m_process->setProcessChannelMode(QProcess::ForwardedChannels);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // a console that is killed ends nothing itself
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        if (!std::exchange(m_isMissing, true))
            emit failed(tr("Nothing happens by itself for now: steward-worker does not start (%1).").arg(m_process->errorString()));
        startLater(); // it may be there again, as after an upgrade; of a process that never ran, finished() is not told
    });
    connect(m_process.get(), &QProcess::started, this, [this] {
        m_runs.start();
        m_isMissing = false;
    });
    connect(m_process.get(), &QProcess::finished, this, &WorkerKeeper::startLater);
    m_process->start();
}

} // namespace steward
