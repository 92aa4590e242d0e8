// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/auth_keys.h"
#include "app/server/auth_open_routes.h"
#include "app/server/auth_own_routes.h"
#include "app/server/caller.h"
#include "core/http/http_router.h"

namespace steward {

/// /v1/auth of one gate: who signs in gets an access token for five minutes and a refresh token for the next.
///
/// No answer tells whether an account exists: not by its words, and not by its time, for an unknown one is looked up,
/// compared and counted like any other.
class AuthRoutes final : public QObject {
    Q_OBJECT
public:
    /// `gate`: users or operators. `addressField`: of requests, in which the proxy in front says where a client comes from.
    AuthRoutes(QByteArray gate, const ConnectionOptions &database, QByteArray addressField, QObject *parent = nullptr);
    ~AuthRoutes() override;

    void addTo(HttpRouter &router);
    void begin();
    /// Links of the gate's own, for whatever it asks as itself.
    [[nodiscard]] Pool &pool() { return m_desk.pool; }

    /// Who asks, by their token alone; whether their session is still good is for api.check_session to say, in the
    /// transaction of what they ask. Forbidden (session_incomplete): an operator who has yet to enrol a second factor.
    [[nodiscard]] Result<Caller> callerOf(const HttpRequest &request) const;

private:
    [[nodiscard]] static Task<HttpResponse> document(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> signIn(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> refresh(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> signOut(HttpRequest request);
    [[nodiscard]] HttpResponse tokensFor(const HttpRequest &request, const QJsonObject &session, const QByteArray &refreshToken) const;

    AuthDesk m_desk;
    AuthKeys m_keys;
    QByteArray m_addressField;
    AuthOwnRoutes m_own;
    AuthOpenRoutes m_open;
};

} // namespace steward
