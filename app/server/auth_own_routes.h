// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/auth_desk.h"
#include "core/http/http_router.h"

namespace steward {

/// What the request's token says: in Authorization, as a Bearer. Unauthenticated: there is none, or it is none of this gate.
[[nodiscard]] Result<AccessClaims> claimsOf(const AuthDesk &desk, const HttpRequest &request);

/// What somebody who is signed in does about it: sees and ends sessions, takes another password, enrols a second factor.
/// What is changed is changed by operations; this only proves, hashes and makes secrets for them.
class AuthOwnRoutes final {
public:
    /// Both must outlive it.
    AuthOwnRoutes(AuthDesk &desk, const QByteArray &addressField);

    void addTo(HttpRouter &router);

private:
    using Handler = Task<HttpResponse> (AuthOwnRoutes::*)(HttpRequest, AccessClaims);
    void add(HttpRouter &router, const QByteArray &method, const QByteArray &path, Handler handler);
    [[nodiscard]] Task<HttpResponse> asOneself(Handler handler, HttpRequest request);

    [[nodiscard]] Task<HttpResponse> sessions(HttpRequest request, AccessClaims claims);
    [[nodiscard]] Task<HttpResponse> revoke(HttpRequest request, AccessClaims claims);
    [[nodiscard]] Task<HttpResponse> signOutEverywhere(HttpRequest request, AccessClaims claims);
    [[nodiscard]] Task<HttpResponse> password(HttpRequest request, AccessClaims claims);
    [[nodiscard]] Task<HttpResponse> enrol(HttpRequest request, AccessClaims claims);
    [[nodiscard]] Task<HttpResponse> confirm(HttpRequest request, AccessClaims claims);
    [[nodiscard]] Task<HttpResponse> remove(HttpRequest request, AccessClaims claims);

    /// Password, and code where there is a second factor, given once more in this session. A fault: they were not.
    [[nodiscard]] Task<std::optional<HttpFault>> proveAgain(HttpRequest request, AccessClaims claims, QString password, QString code);

    AuthDesk &m_desk;
    const QByteArray &m_addressField;
};

} // namespace steward
