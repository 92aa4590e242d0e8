// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/sandbox.h"

#include "core/base/sleep.h"
#include "core/gateway/sandbox_scenario.h"

#include <QCoreApplication>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward::ctl {

namespace {

constexpr int is_running = 75; ///< it says so when another one has the folder
constexpr auto patience = 10'000ms;
constexpr auto look_again = 20ms;

} // namespace

Sandbox::Sandbox(QString folder)
    : m_folder(std::move(folder))
{
}

Task<Result<bool>> Sandbox::expect(QString kind, QString what)
{
    return failNext(m_config, std::move(kind), std::move(what));
}

Task<bool> Sandbox::stop()
{
    m_process.terminate();
    for (auto waited = 0ms; waited < patience && m_process.state() != QProcess::NotRunning; waited += look_again)
        co_await sleepFor(look_again);
    co_return m_process.state() == QProcess::NotRunning;
}

Task<Result<GatewayConfig>> Sandbox::start()
{
    m_process.setProgram(QCoreApplication::applicationDirPath() + u"/steward-sandbox"_s);
    m_process.setArguments({ u"--folder"_s, m_folder, u"--not-durable"_s });
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start();
    QByteArray said;
    for (auto waited = 0ms; waited < patience; waited += look_again) {
        co_await sleepFor(look_again);
        said += m_process.readAllStandardError();
        const bool isOver = m_process.state() == QProcess::NotRunning;
        if (said.contains("Serving") || (isOver && m_process.error() == QProcess::UnknownError && m_process.exitCode() == is_running))
        {
            auto config = GatewayConfig::read(m_folder + u"/gateway.json"_s);
            if (config)
                m_config = *config;
            co_return config;
        }
        if (isOver)
            break;
    }
    co_return std::unexpected(Error(Error::Kind::Unavailable, u"The payment gateway of the demonstration does not start: %1"_s.arg(said.isEmpty() ? m_process.errorString() : QString::fromUtf8(said).trimmed())));
}

} // namespace steward::ctl
