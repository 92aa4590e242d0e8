// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/entrance.h"

#include "core/backend/api/api_backend.h"
#include "core/backend/direct/direct_backend.h"
#include "core/base/all.h"
#include "core/cluster/private_cluster.h"
#include "core/cluster/program.h"
#include "core/schema/ground.h"
#include "core/schema/migrator.h"
#include "core/schema/sql.h"

#include <QCoreApplication>
#include <QScopeGuard>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto past_limit = 2h; ///< of a demonstration that takes minutes: only so that nothing is waited for without end

/// The options that libpq gets for a profile. What is empty comes from its own defaults.
ConnectionOptions optionsOf(const Profile &profile, const QString &password)
{
    ConnectionOptions options;
    options.applicationName = u"steward"_s;
    options.user = profile.login;
    options.password = password;
    if (profile.kind == Profile::Kind::Service) {
        options.service = profile.service;
        return options;
    }
    options.host = profile.host;
    options.port = QString::number(profile.port);
    options.database = profile.database;
    options.sslMode = Profile::tlsName(profile.tls);
    if (profile.tls == Profile::Tls::VerifyFull || profile.tls == Profile::Tls::VerifyAuthority)
        options.others.insert(u"sslrootcert"_s, u"/etc/ssl/certs/ca-certificates.crt"_s); // the system's authorities; libpq's default is a file of its own
    return options;
}

/// Where a stewardd is for a profile. Invalid: its proxy is no address, or its authority's file holds no certificate.
Result<ApiOptions> apiOptionsOf(const Profile &profile, const QString &password, const QString &code)
{
    ApiOptions options;
    options.server = QUrl(profile.address, QUrl::StrictMode);
    options.account = profile.login;
    options.password = password;
    options.code = code;
    if (!profile.authority.isEmpty()) {
        options.authorities = QSslCertificate::fromPath(profile.authority);
        if (options.authorities.isEmpty()) {
            return std::unexpected(Error(Error::Kind::Invalid, Entrance::tr("The file %1 holds no certificate.").arg(profile.authority),
                Entrance::tr("Name a file in PEM form, or leave it empty for the system's authorities.")));
        }
    }
    if (!profile.proxy.isEmpty()) {
        const QUrl proxy(profile.proxy, QUrl::StrictMode);
        const bool isSocks = proxy.scheme() == "socks5"_L1;
        if (proxy.host().isEmpty() || proxy.port() < 0 || (!isSocks && proxy.scheme() != "http"_L1)) {
            return std::unexpected(Error(Error::Kind::Invalid, Entrance::tr("%1 is no proxy's address.").arg(proxy.toDisplayString(QUrl::RemoveUserInfo)),
                Entrance::tr("Write http://host:port or socks5://host:port, or leave it empty for the system's.")));
        }
        options.proxy = QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxy.host(), static_cast<quint16>(proxy.port()), proxy.userName(), proxy.password());
    }
    return options;
}

SignInPage::Cause causeOf(const Error &why)
{
    switch (why.kind) {
    case Error::Kind::Unauthenticated:
        return why.code == "code_needed"_L1 ? SignInPage::Cause::Code : SignInPage::Cause::Password;
    case Error::Kind::NotFound:
    case Error::Kind::Forbidden:
        return SignInPage::Cause::Login;
    case Error::Kind::Unavailable:
    case Error::Kind::Timeout:
    case Error::Kind::Invalid:
    case Error::Kind::Refused:
    case Error::Kind::Protocol:
        return SignInPage::Cause::Server;
    case Error::Kind::Stale:
    case Error::Kind::Busy:
    case Error::Kind::Cancelled:
    case Error::Kind::Internal:
        return SignInPage::Cause::Nothing;
    }
    Q_UNREACHABLE();
}

} // namespace

Entrance::Entrance(QObject *parent)
    : QObject(parent)
{
    PrivateCluster::Options options;
    options.progress = [this](const QString &sentence) { emit progressed(sentence); };
    m_cluster = std::make_unique<PrivateCluster>(options);
}

Entrance::~Entrance() = default;

void Entrance::enter(const SignInPage::Request &request)
{
    m_question.ask(find(request.profile, request.password, request.code), this, [this](const Result<std::shared_ptr<Visit>> &answer) {
        if (answer)
            emit entered(*answer);
        else
            emit failed(answer.error(), causeOf(answer.error()));
    });
}

QString Entrance::clusterFolder() const
{
    return m_cluster->folder().path();
}

void Entrance::stop()
{
    m_question.withdraw();
}

void Entrance::startNow()
{
    if (m_past)
        m_past->interrupt();
}

void Entrance::startServer(const Profile &profile)
{
    if (profile.kind != Profile::Kind::Demo)
        return;
    m_start.ask(m_cluster->start(), this, [this](const Result<ClusterStatus> &answer) {
        if (answer)
            emit serverStarted();
    });
}

Task<Result<std::shared_ptr<Visit>>> Entrance::findDemo(Profile profile)
{
    emit progressed(tr("Starting this machine's own PostgreSQL…"));
    const auto started = co_await m_cluster->start();
    if (!started)
        co_return std::unexpected(started.error());
    const auto source = SchemaSource::embedded();
    if (!source)
        co_return std::unexpected(source.error());
    const auto options = ConnectionOptions::parse(m_cluster->dsn(profile.login));
    if (!options)
        co_return std::unexpected(options.error());
    const QString superuser = m_cluster->dsn(QString::fromLatin1(PrivateCluster::superuser));
    Migrator migrator(superuser, *source);
    if (!started->wasCreated) {
        // Signed in while the database is looked at: mostly it is as this program wants it and the account is known, and
        // then a start is not kept waiting. Else what was signed in is dropped, and done again below.
        auto [visit, current, ground] = co_await All(signIn(profile, *options), migrator.isCurrent(), lookAtGround(superuser));
        if (!current)
            co_return std::unexpected(current.error());
        if (*current && visit && ground && !ground->lacksPast())
            co_return visit;
    }
    emit progressed(tr("Bringing the database to this version…"));
    if (const auto migrated = co_await migrator.migrate(Migrator::Options::demonstration()); !migrated)
        co_return std::unexpected(migrated.error());
    const auto logins = co_await loginNames(superuser); // one line each in the server's ident map
    if (!logins)
        co_return std::unexpected(logins.error());
    if (const auto allowed = m_cluster->allowLogins(*logins); !allowed)
        co_return std::unexpected(allowed.error());
    if (const auto played = co_await playPast(superuser); !played)
        co_return std::unexpected(played.error());
    co_return co_await signIn(profile, *options);
}

Task<Result<bool>> Entrance::playPast(QString superuser)
{
    const auto ground = co_await lookAtGround(superuser);
    if (!ground)
        co_return std::unexpected(ground.error());
    if (!ground->lacksPast())
        co_return true;
    emit progressed(tr("Playing the past of the demonstration, once…"));
    QStringList command { QCoreApplication::applicationDirPath() + u"/stewardctl"_s, u"simulate"_s, u"--data"_s, clusterFolder() };
    if (const QString bookings = qEnvironmentVariable("STEWARD_DEMO_BOOKINGS"); !bookings.isEmpty())
        command << u"--bookings"_s << bookings;
    RunProgram past(command, past_limit, {}, [this](const QString &line) { emit progressed(line); });
    m_past = &past;
    const auto over = qScopeGuard([this] { m_past = nullptr; }); // also when nobody waits for it any more
    emit pastBegan();
    const ProgramOutcome outcome = co_await past;
    if (!outcome.isDone())
        co_return std::unexpected(Error(Error::Kind::Refused, tr("The past of the demonstration could not be played."),
            tr("Try again; it begins afresh. This was said last: %1").arg(outcome.words)));
    co_return true;
}

Task<Result<std::shared_ptr<Visit>>> Entrance::signIn(Profile profile, ConnectionOptions options)
{
    emit progressed(tr("Signing in as %1…").arg(profile.login));
    auto backend = std::make_unique<DirectBackend>(options);
    if (const auto opened = co_await backend->open(); !opened)
        co_return std::unexpected(opened.error());
    co_return co_await learn(std::move(profile), std::move(backend));
}

Task<Result<std::shared_ptr<Visit>>> Entrance::signInOverApi(Profile profile, QString password, QString code)
{
    const auto options = apiOptionsOf(profile, password, code);
    if (!options)
        co_return std::unexpected(options.error());
    emit progressed(tr("Signing in as %1…").arg(profile.login));
    auto backend = std::make_unique<ApiBackend>(*options);
    if (const auto opened = co_await backend->open(); !opened)
        co_return std::unexpected(opened.error());
    co_return co_await learn(std::move(profile), std::move(backend));
}

Task<Result<std::shared_ptr<Visit>>> Entrance::learn(Profile profile, std::unique_ptr<Backend> backend)
{
    auto visit = std::make_shared<Visit>(std::move(profile), std::move(backend));
    emit progressed(tr("Reading what you may do…"));
    if (const auto learnt = co_await visit->learn(); !learnt)
        co_return std::unexpected(learnt.error());
    co_return visit;
}

Task<Result<std::shared_ptr<Visit>>> Entrance::find(Profile profile, QString password, QString code)
{
    if (profile.kind == Profile::Kind::Demo)
        co_return co_await findDemo(profile);
    if (profile.kind == Profile::Kind::Api)
        co_return co_await signInOverApi(profile, password, code);
    co_return co_await signIn(profile, optionsOf(profile, password));
}

} // namespace steward
