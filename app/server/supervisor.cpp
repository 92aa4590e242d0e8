// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/supervisor.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr int backlog = 1024;
constexpr auto look_every = 50ms; ///< while somebody begins
constexpr auto begin_within = 30s; ///< who does not serve by then does not replace anybody
constexpr auto first_pause = 500ms;
constexpr auto last_pause = 30s;
constexpr auto healthy = 1min; ///< who served so long ended for another reason than the one before
constexpr auto grace = 5s; ///< beyond the patience that the processes have themselves

} // namespace

/// One process. Of each place there are two: who serves, and who replaces them.
struct Supervisor::Server {
    QProcess process;
    int place = 0;
    QElapsedTimer age;
    bool serves = false;
    bool isEnding = false; ///< was told to
    Server *former = nullptr; ///< ends when this one serves
};

Supervisor::Supervisor(ServerOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_pause(first_pause)
{
    connect(&m_looking, &QTimer::timeout, this, &Supervisor::look);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        for (const auto &server : m_servers)
            server->process.kill();
    });
}

Supervisor::~Supervisor()
{
    for (const auto &server : m_servers) {
        server->process.disconnect(this);
        server->process.kill(); // a QProcess waits itself for what it has killed
    }
}

Result<void> Supervisor::listen(QTcpServer &socket, const Gate::Options &gate)
{
    socket.setListenBacklogSize(backlog);
    if (!socket.listen(gate.address.address, gate.address.port))
        return std::unexpected(Error(Error::Kind::Unavailable, u"Port %1 of %2 can not be had: %3."_s.arg(gate.address.port).arg(gate.address.address.toString(), socket.errorString())));
    socket.pauseAccepting(); // others do
    return {};
}

Result<void> Supervisor::begin()
{
    if (auto done = listen(m_users, m_options.users); !done)
        return done;
    if (auto done = listen(m_operators, m_options.operators); !done)
        return done;
    m_figures = SharedFigures::make(2 * m_options.processes);
    if (!m_figures)
        return std::unexpected(Error(Error::Kind::Unavailable, u"The system gives no memory to share."_s));
    for (int place = 0; place < m_options.processes; ++place)
        start(place);
    return {};
}

void Supervisor::start(int place)
{
    auto server = std::make_unique<Server>();
    server->place = place;
    Inheritance given;
    given.users = static_cast<int>(m_users.socketDescriptor());
    given.operators = static_cast<int>(m_operators.socketDescriptor());
    given.figures = m_figures->descriptor();
    given.place = place;
    QProcess &process = server->process;
    // By its path: what is installed there by now, not what this process was started from.
    process.setProgram(QCoreApplication::applicationFilePath());
    process.setArguments(QCoreApplication::arguments().sliced(1) + QStringList { u"--inherit"_s, given.text() });
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    const pid_t parent = ::getpid();
    process.setChildProcessModifier([given, parent] {
        for (const int descriptor : { given.users, given.operators, given.figures })
            ::fcntl(descriptor, F_SETFD, 0);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr); // this program reads its own signals from a descriptor
        ::prctl(PR_SET_PDEATHSIG, SIGTERM); // whoever watches over them is gone: they answer what they accepted
        if (::getppid() != parent)
            ::raise(SIGTERM);
    });
    Server *made = server.get();
    // Queued: it is not deleted within its own signal.
    connect(&process, &QProcess::finished, this, [this, made] { onFinished(made); }, Qt::QueuedConnection);
    connect(&process, &QProcess::errorOccurred, this, [this, made](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onFinished(made);
    }, Qt::QueuedConnection);
    m_servers.push_back(std::move(server));
    m_figures->setServing(place, false);
    made->age.start();
    process.start();
    m_looking.start(look_every);
}

void Supervisor::look()
{
    bool isWaiting = false;
    for (const auto &server : m_servers) {
        if (server->serves || server->isEnding)
            continue;
        if (m_figures->isServing(server->place)) {
            server->serves = true;
            if (Server *former = std::exchange(server->former, nullptr)) {
                former->isEnding = true;
                former->process.terminate();
            }
            if (!std::exchange(m_hasServed, true))
                tellServing();
        } else if (server->former && server->age.hasExpired(std::chrono::milliseconds(begin_within).count())) {
            tell(u"A new process does not begin to serve; the former ones go on."_s);
            server->former = nullptr;
            server->isEnding = true;
            server->process.kill();
        } else {
            isWaiting = true;
        }
    }
    if (!isWaiting)
        m_looking.stop();
}

void Supervisor::tellServing()
{
    const bool isSecure = !m_options.users.tls.localCertificate().isNull();
    tell(u"Serving %1 at %2."_s.arg(u"customers and providers"_s, ListenAddress::url(isSecure, m_users.serverAddress(), m_users.serverPort())));
    tell(u"Serving %1 at %2."_s.arg(u"operators"_s, ListenAddress::url(isSecure, m_operators.serverAddress(), m_operators.serverPort())));
}

void Supervisor::onFinished(Server *server)
{
    const auto known = std::ranges::find_if(m_servers, [server](const auto &one) { return one.get() == server; });
    if (known == m_servers.end())
        return;
    const std::unique_ptr<Server> gone = std::move(*known);
    m_servers.erase(known);
    m_figures->setServing(gone->place, false);
    bool isReplaced = false; // by one that has begun already
    for (const auto &other : m_servers) {
        if (other->former == gone.get()) {
            other->former = nullptr;
            isReplaced = true;
        }
    }
    const bool isWell = gone->process.exitStatus() == QProcess::NormalExit && gone->process.exitCode() == 0;
    if (!isWell && (m_isEnding || !m_hasServed))
        m_status = std::max(m_status, gone->process.exitStatus() == QProcess::NormalExit ? std::max(1, gone->process.exitCode()) : 1);
    if (m_isEnding || gone->isEnding) {
        if (m_servers.empty())
            emit ended(m_status);
        return;
    }
    if (!m_hasServed) { // it has said why
        end();
        return;
    }
    if (gone->former) // it was to replace somebody, who goes on
        return tell(u"A new process ended before it served; the former ones go on."_s);
    if (isReplaced)
        return;
    tell(u"A process ended by itself, and is started again."_s);
    // Who ends at once, again and again, would cost the database its connections each time.
    m_pause = gone->age.hasExpired(std::chrono::milliseconds(healthy).count()) ? std::chrono::milliseconds(first_pause) : std::min<std::chrono::milliseconds>(2 * m_pause, last_pause);
    QTimer::singleShot(m_pause, this, [this, place = gone->place] {
        if (!m_isEnding)
            start(place);
    });
}

void Supervisor::end()
{
    if (std::exchange(m_isEnding, true))
        return;
    m_users.close(); // whoever comes now is told at once that nobody serves
    m_operators.close();
    m_patience.start(m_options.patience + grace);
    for (const auto &server : m_servers) {
        server->isEnding = true;
        server->process.terminate();
    }
    if (m_servers.empty())
        emit ended(m_status);
}

void Supervisor::replace()
{
    if (m_isEnding)
        return;
    std::vector<Server *> former;
    for (const auto &server : m_servers) {
        if (!server->serves || server->isEnding)
            return tell(u"Processes are being replaced already."_s);
        former.push_back(server.get());
    }
    tell(u"Replacing the processes that serve."_s);
    for (Server *one : former) {
        start(one->place < m_options.processes ? one->place + m_options.processes : one->place - m_options.processes);
        m_servers.back()->former = one;
    }
}

} // namespace steward
