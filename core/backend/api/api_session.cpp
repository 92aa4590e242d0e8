// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/api/api_session.h"

#include "core/backend/api/api_error.h"
#include "core/base/sleep.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto at_least = 30s; ///< how long a token that is handed out is good for yet
constexpr auto a_look = 10ms; ///< how often those who wait for another's new token look for it

Error ended()
{
    return Error(Error::Kind::Unauthenticated, ApiSession::tr("Your session has ended."), ApiSession::tr("Sign in again."), u"session_ended"_s);
}

QByteArray bodyOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// True for as long as somebody is at it; whoever is withdrawn meanwhile is at it no more.
class Flag final
{
public:
    explicit Flag(QPointer<ApiSession> owner, bool &flag)
        : m_owner(std::move(owner))
        , m_flag(flag)
    {
        m_flag = true;
    }
    Q_DISABLE_COPY_MOVE(Flag)
    ~Flag()
    {
        if (m_owner)
            m_flag = false;
    }

private:
    QPointer<ApiSession> m_owner;
    bool &m_flag;
};

} // namespace

ApiSession::ApiSession(ApiLink &link, const ApiOptions &options, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_account(options.account)
    , m_password(options.password)
    , m_code(options.code)
    , m_patience(options.call)
{
}

ApiSession::~ApiSession() = default;

Task<Result<void>> ApiSession::ask(QByteArray target, QByteArray body)
{
    ApiRequest request("POST", std::move(target), m_patience);
    request.body = std::move(body);
    const auto answer = co_await m_link.send(std::move(request));
    if (!answer)
        co_return std::unexpected(answer.error());
    if (!answer->isGood())
        co_return std::unexpected(errorOfAnswer(answer->status, answer->body));
    const QJsonObject told = QJsonDocument::fromJson(answer->body).object();
    m_access = told.value("access_token"_L1).toString().toLatin1();
    m_refresh = told.value("refresh_token"_L1).toString();
    m_lasts = std::chrono::seconds(told.value("expires_in"_L1).toInt());
    m_since.start();
    if (m_access.isEmpty() || m_refresh.isEmpty())
        co_return std::unexpected(errorOfAnswer(answer->status, {}));
    co_return Result<void>();
}

Task<Result<void>> ApiSession::signIn()
{
    QJsonObject who { { u"account"_s, m_account }, { u"password"_s, m_password } };
    if (!m_code.isEmpty())
        who.insert(u"code"_s, std::exchange(m_code, {})); // good once
    return ask("/v1/auth/sign-in", bodyOf(who));
}

void ApiSession::signOut()
{
    if (m_refresh.isEmpty())
        return;
    ApiRequest request("POST", "/v1/auth/sign-out", m_patience);
    request.body = bodyOf({ { u"refresh_token"_s, std::exchange(m_refresh, {}) } });
    m_access.clear();
    m_link.forget(request);
}

void ApiSession::drop(const QByteArray &token)
{
    if (token == m_access)
        m_access.clear();
}

Task<Result<QByteArray>> ApiSession::token()
{
    const QPointer<ApiSession> self(this);
    while (m_isRefreshing) {
        co_await sleepFor(a_look);
        if (!self)
            co_return std::unexpected(ended());
    }
    const bool isGood = !m_access.isEmpty() && std::chrono::milliseconds(m_since.elapsed()) + at_least < m_lasts;
    if (!isGood) {
        const auto refreshed = co_await refresh();
        if (!refreshed)
            co_return std::unexpected(refreshed.error());
    }
    co_return m_access;
}

Task<Result<void>> ApiSession::refresh()
{
    if (m_refresh.isEmpty())
        co_return std::unexpected(ended());
    const Flag flag(this, m_isRefreshing);
    const QByteArray address = "/v1/auth/refresh"; // GCC 12 can not take a literal for a coroutine's argument within co_await
    const QByteArray body = bodyOf({ { u"refresh_token"_s, m_refresh } });
    const auto refreshed = co_await ask(address, body);
    if (!refreshed && refreshed.error().kind == Error::Kind::Unauthenticated)
        m_refresh.clear();
    co_return refreshed;
}

} // namespace steward
