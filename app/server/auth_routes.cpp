// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_routes.h"

#include "app/server/auth_proof.h"
#include "app/server/auth_words.h"
#include "core/catalogue/openapi.h"
#include "core/identity/base64url.h"
#include "core/identity/random.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype most_body = 8 * 1024;
constexpr qsizetype token_bytes = 32;

HttpFault signInRefused()
{
    return HttpFault(401, "sign_in_refused", u"The account, the password or the code is not right. Check them, or have the password reset."_s);
}

HttpFault codeNeeded()
{
    return HttpFault(401, "code_needed", u"This account has a second factor. Send the same again with code: six digits of the authenticator, or a recovery code."_s);
}

HttpFault sessionEnded()
{
    return HttpFault(401, "session_ended", u"This session has ended. Sign in again."_s);
}

HttpFault noKeysYet()
{
    return HttpFault(503, "starting", u"Signing in is not possible just yet. Try again in a moment."_s);
}

/// As the database keeps it. Nothing: it is none of the form that is handed out.
std::optional<QByteArray> refreshHash(const QString &token)
{
    const auto bytes = fromBase64url(token.toLatin1());
    return bytes && bytes->size() == token_bytes ? std::optional(secretHash(*bytes)) : std::nullopt;
}

} // namespace

AuthRoutes::AuthRoutes(QByteArray gate, const ConnectionOptions &database, QByteArray addressField, QObject *parent)
    : QObject(parent)
    , m_desk(std::move(gate), database)
    , m_keys(m_desk)
    , m_addressField(std::move(addressField))
    , m_own(m_desk, m_addressField)
    , m_open(m_desk, m_addressField)
{
}

AuthRoutes::~AuthRoutes() = default;

void AuthRoutes::addTo(HttpRouter &router)
{
    const auto add = [this, &router](const QByteArray &path, Task<HttpResponse> (AuthRoutes::*handler)(HttpRequest)) {
        HttpRoute route("POST", "/v1/auth/" + path, [this, handler](HttpRequest request) { return (this->*handler)(std::move(request)); });
        route.mostBody = most_body;
        route.bodyType = "application/json";
        router.add(std::move(route));
    };
    add("sign-in", &AuthRoutes::signIn);
    add("refresh", &AuthRoutes::refresh);
    add("sign-out", &AuthRoutes::signOut);
    router.add(HttpRoute("GET", "/v1/auth/openapi.json", &AuthRoutes::document));
    m_own.addTo(router);
    if (m_desk.isForUsers())
        m_open.addTo(router);
}

Task<HttpResponse> AuthRoutes::document(HttpRequest)
{
    static const QByteArray known = authOpenApi();
    co_return HttpResponse(200, "application/json", known);
}

void AuthRoutes::begin()
{
    m_desk.pool.open();
    m_keys.begin();
}

Result<Caller> AuthRoutes::callerOf(const HttpRequest &request) const
{
    Caller caller;
    if (request.field("authorization").isNull())
        return caller;
    const auto claims = claimsOf(m_desk, request);
    if (!claims)
        return std::unexpected(claims.error());
    if (!claims->isComplete)
        return std::unexpected(Error(Error::Kind::Forbidden, u"Operators need a second factor, and this session has none yet."_s, u"Enrol one first."_s, u"session_incomplete"_s));
    caller.kind = claims->kind == "customer" ? Caller::Kind::Customer : claims->kind == "provider" ? Caller::Kind::Provider : Caller::Kind::Operator;
    caller.role = claims->role;
    caller.actor = caller.kind == Caller::Kind::Operator ? 0 : claims->actor;
    caller.session = claims->session;
    return caller;
}

HttpResponse AuthRoutes::tokensFor(const HttpRequest &request, const QJsonObject &session, const QByteArray &refreshToken) const
{
    AccessClaims claims;
    claims.kind = session.value(u"kind"_s).toString().toLatin1();
    claims.role = session.value(u"role"_s).toString().toLatin1();
    claims.actor = session.value(u"actor"_s).toInteger();
    claims.session = session.value(u"session"_s).toString().toLatin1();
    claims.isComplete = session.value(u"complete"_s).toBool();
    const QByteArray access = m_desk.tokens.sign(claims, AuthDesk::now());
    if (access.isEmpty())
        return authProblem(noKeysYet(), request);
    return authReply(200,
                     { { u"token_type"_s, u"Bearer"_s },
                       { u"access_token"_s, QString::fromLatin1(access) },
                       { u"expires_in"_s, static_cast<qint64>(AccessTokens::lasts.count()) },
                       { u"refresh_token"_s, QString::fromLatin1(base64url(refreshToken)) },
                       { u"session"_s, session.value(u"session"_s) },
                       { u"session_expires_at"_s, session.value(u"expires"_s) },
                       { u"kind"_s, session.value(u"kind"_s) },
                       { u"complete"_s, session.value(u"complete"_s) } });
}

Task<HttpResponse> AuthRoutes::signIn(HttpRequest request)
{
    if (!m_desk.tokens.canSign()) // before a try is counted and a session made for nothing
        co_return authProblem(noKeysYet(), request);
    const auto body = AuthBody::of(request, { "account", "password", "code" });
    const auto account = body ? body->text("account") : std::unexpected(body.error());
    const auto password = account ? body->text("password") : std::unexpected(account.error());
    const auto code = password ? body->optionalText("code", 40) : std::unexpected(password.error());
    if (!code)
        co_return authProblem(code.error(), request);
    const QByteArray address = clientAddress(request, m_addressField);
    const auto begun = co_await m_desk.ask("select api.begin_sign_in($1, $2::inet)", bound(account->toUtf8(), address));
    if (!begun)
        co_return authProblem(begun.error(), request);
    const auto proof = co_await prove(m_desk, *begun, *password, *code);
    if (!proof)
        co_return authProblem(proof.error(), request);
    const QByteArray token = secretBytes(token_bytes);
    const auto session = co_await m_desk.ask("select api.finish_sign_in($1, $2::inet, $3, $4::boolean, $5::bigint, $6, $7, $8)",
                                             bound(account->toUtf8(), address, proof->hash, QByteArray(proof->fits ? "t" : "f"), proof->step, proof->recovery, secretHash(token),
                                               QString::fromLatin1(request.field("user-agent")).toUtf8()));
    if (!session)
        co_return authProblem(session.error(), request);
    const QString outcome = session->value(u"outcome"_s).toString();
    if (outcome == u"code_needed")
        co_return authProblem(codeNeeded(), request);
    if (outcome != u"in")
        co_return authProblem(signInRefused(), request);
    co_return tokensFor(request, *session, token);
}

Task<HttpResponse> AuthRoutes::refresh(HttpRequest request)
{
    if (!m_desk.tokens.canSign())
        co_return authProblem(noKeysYet(), request);
    const auto body = AuthBody::of(request, { "refresh_token" });
    const auto given = body ? body->text("refresh_token") : std::unexpected(body.error());
    if (!given)
        co_return authProblem(given.error(), request);
    const auto hash = refreshHash(*given);
    if (!hash)
        co_return authProblem(sessionEnded(), request);
    const QByteArray next = secretBytes(token_bytes);
    const auto session = co_await m_desk.ask("select api.refresh_session($1, $2)", bound(*hash, secretHash(next)));
    if (!session)
        co_return authProblem(session.error(), request);
    const QString outcome = session->value(u"outcome"_s).toString();
    if (outcome == u"reused")
        co_return authProblem(HttpFault(401, "refresh_token_reused", u"This refresh token was used before, so the session has been ended: somebody else may have it. Sign in again."_s), request);
    if (outcome != u"in")
        co_return authProblem(sessionEnded(), request);
    co_return tokensFor(request, *session, next);
}

Task<HttpResponse> AuthRoutes::signOut(HttpRequest request)
{
    const auto body = AuthBody::of(request, { "refresh_token" });
    const auto given = body ? body->text("refresh_token") : std::unexpected(body.error());
    if (!given)
        co_return authProblem(given.error(), request);
    if (const auto hash = refreshHash(*given)) {
        const auto done = co_await m_desk.pool.run(Statement("select api.sign_out($1)", bound(*hash), Statement::Kind::Write));
        if (!done)
            co_return authProblem(done.error(), request);
    }
    co_return HttpResponse(); // whoever is signed out already is told the same
}

} // namespace steward
