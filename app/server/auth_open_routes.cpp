// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_open_routes.h"

#include "app/server/auth_words.h"
#include "core/base/intent_key.h"
#include "core/identity/base64url.h"
#include "core/identity/random.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype most_body = 8 * 1024;
constexpr qsizetype ticket_bytes = 16; ///< 22 letters, which somebody may have to type
constexpr std::size_t most_requests = 100;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray newKey()
{
    return compact({ { u"key"_s, IntentKey::make().text() } });
}

/// As the database keeps it: however it was copied out of a letter.
QByteArray ticketHash(const QString &ticket)
{
    return secretHash(ticket.trimmed().toUtf8());
}

Statement::Prelude asNobody()
{
    return Statement::Prelude("select set_config('role', 'steward_anonymous', true), set_config('steward.actor', '', true)", {});
}

} // namespace

AuthOpenRoutes::AuthOpenRoutes(AuthDesk &desk, const QByteArray &addressField)
    : m_desk(desk)
    , m_addressField(addressField)
{
}

void AuthOpenRoutes::addTo(HttpRouter &router)
{
    const auto add = [this, &router](const QByteArray &path, Handler handler) {
        HttpRoute route("POST", "/v1/auth/" + path, [this, handler](HttpRequest request) { return (this->*handler)(std::move(request)); });
        route.mostBody = most_body;
        route.bodyType = "application/json";
        router.add(std::move(route));
    };
    add("register", &AuthOpenRoutes::registerUser);
    add("reset-request", &AuthOpenRoutes::requestReset);
    add("reset", &AuthOpenRoutes::reset);
    add("verify", &AuthOpenRoutes::verify);
}

Task<Result<QJsonObject>> AuthOpenRoutes::invoke(QByteArray operation, QJsonObject arguments)
{
    Statement asked("select api.invoke($1, $2::jsonb, $3::jsonb)", bound(operation, compact(arguments), newKey()), Statement::Kind::Write);
    asked.preludes.append(asNobody());
    co_return co_await m_desk.askWith(std::move(asked));
}

/// {"as": "customer", "password": …} and the arguments of register_customer or register_provider.
Task<HttpResponse> AuthOpenRoutes::registerUser(HttpRequest request)
{
    const auto body = AuthBody::of(request, { "as", "password", "market", "city", "name", "person_name", "email", "phone", "locale" });
    const auto kind = body ? body->text("as", 20) : std::unexpected(body.error());
    const auto password = kind ? body->text("password", 1'000) : std::unexpected(kind.error());
    const auto email = password ? body->text("email") : std::unexpected(password.error());
    if (!email)
        co_return authProblem(email.error(), request);
    if (*kind != u"customer" && *kind != u"provider")
        co_return authProblem(HttpFault(422, "invalid_body", u"as is customer or provider."_s), request);
    if (const QString fault = faultOfPassword(*password, *email, m_desk.shortestPassword()); !fault.isEmpty())
        co_return authProblem(HttpFault(422, "weak_password", fault), request);
    const auto hash = co_await m_desk.passwords.hash(passwordBytes(*password));
    if (!hash)
        co_return authProblem(hash.error(), request);
    QJsonObject arguments = body->object();
    arguments.remove(u"as"_s);
    arguments.remove(u"password"_s);
    const QByteArray ticket = base64url(secretBytes(ticket_bytes));
    // One transaction: registered as nobody, then given the password by the gate itself.
    Statement asked("select api.open_account($1, $2, $3, $4)", bound(email->toUtf8(), *hash, ticketHash(QString::fromLatin1(ticket)), ticket), Statement::Kind::Write);
    asked.preludes.append(asNobody());
    asked.preludes.append(Statement::Prelude("select api.invoke($1, $2::jsonb, $3::jsonb)", bound("register_" + kind->toLatin1(), compact(arguments), newKey())));
    asked.preludes.append(Statement::Prelude("select set_config('role', 'none', true)", {}));
    const auto made = co_await m_desk.askWith(std::move(asked));
    co_return made ? authReply(201, *made) : authProblem(made.error(), request);
}

Task<HttpResponse> AuthOpenRoutes::requestReset(HttpRequest request)
{
    const auto body = AuthBody::of(request, { "account" });
    const auto account = body ? body->text("account") : std::unexpected(body.error());
    if (!account)
        co_return authProblem(account.error(), request);
    m_requests.remove_if([](const Question &question) { return !question.isPending(); });
    if (m_requests.size() >= most_requests)
        co_return authProblem(HttpFault(503, "too_many_sign_ins", u"Too many people ask for this just now. Try again in a moment."_s), request);
    // It goes on behind the answer, so that its time tells nothing either.
    const QByteArray ticket = base64url(secretBytes(ticket_bytes));
    m_requests.push_back(deliver(m_desk.pool.run(Statement("select api.request_reset($1, $2::inet, $3, $4)",
                                                           bound(account->toUtf8(), clientAddress(request, m_addressField), ticketHash(QString::fromLatin1(ticket)), ticket),
                                                           Statement::Kind::Write)),
                                 this, [](const Result<Rows> &) { }));
    const QJsonObject told { { u"detail"_s, u"If there is such an account, a code to set a new password is on its way to it by e-mail."_s } };
    co_return authReply(202, told);
}

Task<HttpResponse> AuthOpenRoutes::reset(HttpRequest request)
{
    const auto body = AuthBody::of(request, { "ticket", "new_password" });
    const auto ticket = body ? body->text("ticket", 100) : std::unexpected(body.error());
    const auto fresh = ticket ? body->text("new_password", 1'000) : std::unexpected(ticket.error());
    if (!fresh)
        co_return authProblem(fresh.error(), request);
    if (const QString fault = faultOfPassword(*fresh, QString(), m_desk.shortestPassword()); !fault.isEmpty())
        co_return authProblem(HttpFault(422, "weak_password", fault), request);
    const auto hash = co_await m_desk.passwords.hash(passwordBytes(*fresh));
    if (!hash)
        co_return authProblem(hash.error(), request);
    const QJsonObject arguments { { u"ticket"_s, QString::fromLatin1(ticketHash(*ticket)) }, { u"hash"_s, QString::fromLatin1(*hash) } };
    const auto done = co_await invoke("reset_password", arguments);
    co_return done ? HttpResponse() : authProblem(done.error(), request);
}

Task<HttpResponse> AuthOpenRoutes::verify(HttpRequest request)
{
    const auto body = AuthBody::of(request, { "ticket" });
    const auto ticket = body ? body->text("ticket", 100) : std::unexpected(body.error());
    if (!ticket)
        co_return authProblem(ticket.error(), request);
    const QJsonObject arguments { { u"ticket"_s, QString::fromLatin1(ticketHash(*ticket)) } };
    const auto done = co_await invoke("verify_email", arguments);
    co_return done ? HttpResponse() : authProblem(done.error(), request);
}

} // namespace steward
