// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/sandbox.h"

#include "core/base/sleep.h"
#include "core/gateway/http_reply.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>

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
    m_network.setProxy(QNetworkProxy::NoProxy);
}

Task<Result<bool>> Sandbox::expect(QString kind, QString what)
{
    QNetworkRequest told(QUrl(m_config.url + u"/v1/scenarios"_s));
    told.setRawHeader("Authorization", "Bearer " + m_config.key.toUtf8());
    told.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QJsonObject scenario;
    scenario[u"kind"_s] = kind;
    scenario[u"what"_s] = what;
    scenario[u"times"_s] = 1;
    HttpReply answer(m_network.post(told, QJsonDocument(scenario).toJson(QJsonDocument::Compact)));
    const QNetworkReply &reply = co_await answer;
    if (reply.error() != QNetworkReply::NoError)
        co_return std::unexpected(Error(Error::Kind::Unavailable, u"The payment gateway of the demonstration can not be told how to fail."_s));
    co_return true;
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
