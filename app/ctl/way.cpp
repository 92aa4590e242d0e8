// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/way.h"

#include "app/ctl/secret.h"
#include "core/backend/api/api_backend.h"
#include "core/backend/direct/direct_backend.h"
#include "core/pg/connection_options.h"

#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace steward::ctl {
namespace {

QString accountOf(const Arguments &arguments)
{
    if (arguments.has(u"account"_s))
        return arguments.value(u"account"_s);
    return qEnvironmentVariable("STEWARD_ACCOUNT", qEnvironmentVariable("USER"));
}

Result<ConnectionOptions> directOptions(const Arguments &arguments)
{
    const auto dsn = dsnOf(arguments, accountOf(arguments));
    if (!dsn)
        return std::unexpected(dsn.error());
    auto options = ConnectionOptions::parse(*dsn);
    if (!options) // libpq's own words would quote it, and perhaps a password
        return std::unexpected(Error(Error::Kind::Invalid, u"What --dsn says is no connection string of libpq."_s, u"Write for example \"host=db.example.org dbname=steward\"."_s));
    options->applicationName = u"stewardctl"_s;
    return options;
}

Result<ApiOptions> apiOptions(const Arguments &arguments)
{
    ApiOptions options;
    options.server = QUrl(arguments.value(u"api"_s), QUrl::StrictMode);
    if (!options.server.isValid() || options.server.host().isEmpty())
        return std::unexpected(Error(Error::Kind::Invalid, u"“%1” is no address of an API."_s.arg(arguments.value(u"api"_s)), u"Write for example https://admin.example.org."_s));
    if (arguments.has(u"authority"_s)) {
        options.authorities = QSslCertificate::fromPath(arguments.value(u"authority"_s));
        if (options.authorities.isEmpty())
            return std::unexpected(Error(Error::Kind::Invalid, u"“%1” holds no certificate."_s.arg(arguments.value(u"authority"_s)), u"Name a file in PEM's form."_s));
    }
    options.account = accountOf(arguments);
    options.password = qEnvironmentVariableIsSet("STEWARD_PASSWORD") ? qEnvironmentVariable("STEWARD_PASSWORD") : readSecret(u"Password"_s);
    options.code = arguments.value(u"code"_s);
    return options;
}

Task<Result<std::unique_ptr<Backend>>> openApi(const Arguments &arguments)
{
    const auto options = apiOptions(arguments);
    if (!options)
        co_return std::unexpected(options.error());
    auto way = std::make_unique<ApiBackend>(*options);
    auto opened = co_await way->open();
    if (!opened && opened.error().code == "code_needed"_L1) {
        way->setCode(readSecret(u"Code of your authenticator"_s));
        opened = co_await way->open();
    }
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return way;
}

Task<Result<std::unique_ptr<Backend>>> openDirect(const Arguments &arguments)
{
    const auto options = directOptions(arguments);
    if (!options)
        co_return std::unexpected(options.error());
    auto way = std::make_unique<DirectBackend>(*options);
    const auto opened = co_await way->open();
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return way;
}

} // namespace

void addWayOptions(Arguments &arguments)
{
    addDatabaseOptions(arguments);
    arguments.option(u"api"_s, u"The marketplace's API instead, at its gate for operators."_s, u"https://…"_s)
        .option(u"authority"_s, u"With --api: file with the certificates of its own authority (else the system's)."_s, u"file"_s)
        .option(u"account"_s, u"As whom (else $STEWARD_ACCOUNT, else your name on this machine). With --api the password is $STEWARD_PASSWORD, or asked for."_s, u"login"_s)
        .option(u"code"_s, u"With --api: of your authenticator; else it is asked for."_s, u"digits"_s);
}

Task<Result<std::unique_ptr<Backend>>> openWay(const Arguments &arguments)
{
    if (arguments.has(u"api"_s))
        return openApi(arguments);
    return openDirect(arguments);
}

Exit failedBy(const Error &error)
{
    complainOf(error);
    switch (error.kind) {
    case Error::Kind::Unavailable:
    case Error::Kind::Timeout:
    case Error::Kind::Unauthenticated:
        return Exit::NotRunning;
    case Error::Kind::Invalid:
        return Exit::Usage;
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Refused:
    case Error::Kind::Stale:
    case Error::Kind::Busy:
    case Error::Kind::Cancelled:
    case Error::Kind::Protocol:
    case Error::Kind::Internal:
        return Exit::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace steward::ctl
