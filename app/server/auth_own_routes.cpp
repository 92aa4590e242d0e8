// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_own_routes.h"

#include "app/server/auth_proof.h"
#include "app/server/auth_words.h"
#include "core/identity/random.h"
#include "core/identity/totp.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype most_body = 8 * 1024;
constexpr int recovery_codes = 10;

HttpFault proofRefused(const QString &outcome)
{
    if (outcome == u"code_needed")
        return HttpFault(403, "code_needed", u"Send the same again with code: six digits of the authenticator, or a recovery code."_s);
    return HttpFault(403, "proof_refused", u"The password or the code is not right."_s);
}

} // namespace

Result<AccessClaims> claimsOf(const AuthDesk &desk, const HttpRequest &request)
{
    const QByteArray field = request.field("authorization");
    if (field.size() < 8 || qstrnicmp(field.constData(), "bearer ", 7) != 0)
        return std::unexpected(Error(Error::Kind::Unauthenticated, u"An access token is needed here."_s, u"Sign in, and send it as Authorization: Bearer …"_s, u"token_missing"_s));
    return desk.tokens.read(field.sliced(7), AuthDesk::now());
}

AuthOwnRoutes::AuthOwnRoutes(AuthDesk &desk, const QByteArray &addressField)
    : m_desk(desk)
    , m_addressField(addressField)
{
}

void AuthOwnRoutes::add(HttpRouter &router, const QByteArray &method, const QByteArray &path, Handler handler)
{
    HttpRoute route(method, "/v1/auth/" + path, [this, handler](HttpRequest request) { return asOneself(handler, std::move(request)); });
    if (method != "GET") {
        route.mostBody = most_body;
        route.bodyType = "application/json";
    }
    router.add(std::move(route));
}

void AuthOwnRoutes::addTo(HttpRouter &router)
{
    add(router, "GET", "sessions", &AuthOwnRoutes::sessions);
    add(router, "POST", "sessions/{id}/revoke", &AuthOwnRoutes::revoke);
    add(router, "POST", "sign-out-everywhere", &AuthOwnRoutes::signOutEverywhere);
    add(router, "POST", "password", &AuthOwnRoutes::password);
    add(router, "POST", "second-factor", &AuthOwnRoutes::enrol);
    add(router, "POST", "second-factor/confirm", &AuthOwnRoutes::confirm);
    add(router, "POST", "second-factor/remove", &AuthOwnRoutes::remove);
}

Task<HttpResponse> AuthOwnRoutes::asOneself(Handler handler, HttpRequest request)
{
    auto claims = claimsOf(m_desk, request);
    if (!claims)
        co_return authProblem(claims.error(), request);
    co_return co_await (this->*handler)(request, *std::move(claims));
}

Task<std::optional<HttpFault>> AuthOwnRoutes::proveAgain(HttpRequest request, AccessClaims claims, QString password, QString code)
{
    const QByteArray address = clientAddress(request, m_addressField);
    const auto begun = co_await m_desk.ask("select api.begin_proof($1::uuid, $2::inet)", bound(claims.session, address));
    if (!begun)
        co_return faultOf(begun.error());
    const auto proof = co_await prove(m_desk, *begun, password, code);
    if (!proof)
        co_return proof.error();
    const auto proved
        = co_await m_desk.ask("select api.finish_proof($1::uuid, $2::inet, $3, $4::boolean, $5::bigint, $6)",
                              bound(claims.session, address, proof->hash, QByteArray(proof->fits ? "t" : "f"), proof->step, proof->recovery));
    if (!proved)
        co_return faultOf(proved.error());
    const QString outcome = proved->value(u"outcome"_s).toString();
    co_return outcome == u"proved" ? std::nullopt : std::optional(proofRefused(outcome));
}

Task<HttpResponse> AuthOwnRoutes::sessions(HttpRequest request, AccessClaims claims)
{
    const QByteArray own = claims.session;
    auto list = co_await m_desk.askAs(std::move(claims),
                                      "select jsonb_build_object('sessions', coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('this', s.id = $1::uuid) "
                                      "order by s.used_at desc, s.id), '[]')) from api.my_sessions s",
                                      bound(own));
    co_return list ? authReply(200, *list) : authProblem(list.error(), request);
}

Task<HttpResponse> AuthOwnRoutes::revoke(HttpRequest request, AccessClaims claims)
{
    const auto body = AuthBody::of(request, {});
    if (!body)
        co_return authProblem(body.error(), request);
    const QJsonObject arguments { { u"session"_s, request.parameters.value("id") } };
    auto done = co_await m_desk.invokeAs(std::move(claims), "revoke_session", arguments);
    co_return done ? HttpResponse() : authProblem(done.error(), request);
}

Task<HttpResponse> AuthOwnRoutes::signOutEverywhere(HttpRequest request, AccessClaims claims)
{
    const auto body = AuthBody::of(request, {});
    if (!body)
        co_return authProblem(body.error(), request);
    const QJsonObject arguments {};
    auto done = co_await m_desk.invokeAs(std::move(claims), "sign_out_everywhere", arguments);
    co_return done ? HttpResponse() : authProblem(done.error(), request);
}

Task<HttpResponse> AuthOwnRoutes::password(HttpRequest request, AccessClaims claims)
{
    const auto body = AuthBody::of(request, { "password", "new_password", "code" });
    const auto present = body ? body->text("password") : std::unexpected(body.error());
    const auto fresh = present ? body->text("new_password", 1'000) : std::unexpected(present.error());
    const auto code = fresh ? body->optionalText("code", 40) : std::unexpected(fresh.error());
    if (!code)
        co_return authProblem(code.error(), request);
    if (const QString fault = faultOfPassword(*fresh, QString(), m_desk.shortestPassword()); !fault.isEmpty())
        co_return authProblem(HttpFault(422, "weak_password", fault), request);
    if (const auto fault = co_await proveAgain(request, claims, *present, *code))
        co_return authProblem(*fault, request);
    const auto hash = co_await m_desk.passwords.hash(passwordBytes(*fresh));
    if (!hash)
        co_return authProblem(hash.error(), request);
    const QString session = QString::fromLatin1(claims.session);
    const QJsonObject arguments { { u"session"_s, session }, { u"hash"_s, QString::fromLatin1(*hash) } };
    auto done = co_await m_desk.invokeAs(std::move(claims), "set_password", arguments);
    co_return done ? HttpResponse() : authProblem(done.error(), request);
}

Task<HttpResponse> AuthOwnRoutes::enrol(HttpRequest request, AccessClaims claims)
{
    const auto body = AuthBody::of(request, { "password" });
    const auto password = body ? body->text("password") : std::unexpected(body.error());
    if (!password)
        co_return authProblem(password.error(), request);
    if (const auto fault = co_await proveAgain(request, claims, *password, QString()))
        co_return authProblem(*fault, request);
    const QByteArray secret = secretBytes(totp::secret_bytes);
    const QString session = QString::fromLatin1(claims.session);
    const QJsonObject arguments { { u"session"_s, session }, { u"secret"_s, QString::fromLatin1(secret.toHex()) } };
    auto done = co_await m_desk.invokeAs(std::move(claims), "enrol_second_factor", arguments);
    if (!done)
        co_return authProblem(done.error(), request);
    const auto name = co_await m_desk.ask("select api.begin_confirmation($1::uuid)", bound(session.toLatin1()));
    if (!name)
        co_return authProblem(name.error(), request);
    co_return authReply(200,
                        { { u"secret"_s, QString::fromLatin1(totp::base32(secret)) },
                          { u"uri"_s, QString::fromLatin1(totp::uri(secret, name->value(u"issuer"_s).toString(), name->value(u"name"_s).toString())) } });
}

Task<HttpResponse> AuthOwnRoutes::confirm(HttpRequest request, AccessClaims claims)
{
    const auto body = AuthBody::of(request, { "code" });
    const auto code = body ? body->text("code", 40) : std::unexpected(body.error());
    if (!code)
        co_return authProblem(code.error(), request);
    const QString session = QString::fromLatin1(claims.session);
    const auto pending = co_await m_desk.ask("select api.begin_confirmation($1::uuid)", bound(claims.session));
    if (!pending)
        co_return authProblem(pending.error(), request);
    const QByteArray secret = QByteArray::fromHex(pending->value(u"secret"_s).toString().toLatin1());
    if (secret.isEmpty())
        co_return authProblem(HttpFault(409, "nothing_to_confirm", u"There is no second factor that waits for its first code. Enrol one first."_s), request);
    const auto step = totp::stepOf(code->toLatin1(), secret, AuthDesk::now(), 0);
    if (!step)
        co_return authProblem(HttpFault(422, "code_refused", u"This is not the code that the authenticator shows just now. Look again, and check the clock of its device."_s), request);
    QJsonArray codes;
    QJsonArray hashes;
    for (int n = 0; n < recovery_codes; ++n) {
        const QString made = newRecoveryCode();
        codes.append(made);
        hashes.append(QString::fromLatin1(recoveryHash(made)));
    }
    const QJsonObject arguments { { u"session"_s, session }, { u"step"_s, *step }, { u"recovery"_s, hashes } };
    auto done = co_await m_desk.invokeAs(std::move(claims), "confirm_second_factor", arguments);
    co_return done ? authReply(200, { { u"recovery_codes"_s, codes } }) : authProblem(done.error(), request);
}

Task<HttpResponse> AuthOwnRoutes::remove(HttpRequest request, AccessClaims claims)
{
    const auto body = AuthBody::of(request, { "password", "code" });
    const auto password = body ? body->text("password") : std::unexpected(body.error());
    const auto code = password ? body->optionalText("code", 40) : std::unexpected(password.error());
    if (!code)
        co_return authProblem(code.error(), request);
    if (const auto fault = co_await proveAgain(request, claims, *password, *code))
        co_return authProblem(*fault, request);
    const QString session = QString::fromLatin1(claims.session);
    const QJsonObject arguments { { u"session"_s, session } };
    auto done = co_await m_desk.invokeAs(std::move(claims), "remove_second_factor", arguments);
    co_return done ? HttpResponse() : authProblem(done.error(), request);
}

} // namespace steward
