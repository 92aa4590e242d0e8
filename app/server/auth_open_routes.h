// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/auth_desk.h"
#include "core/base/deliver.h"
#include "core/http/http_router.h"

#include <list>

namespace steward {

/// What somebody does who is not signed in, and is written to: registers, verifies their address, sets a new password.
/// Users only. Operators are made, and given passwords, by administrators; nothing writes to them.
class AuthOpenRoutes final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    AuthOpenRoutes(AuthDesk &desk, const QByteArray &addressField);

    void addTo(HttpRouter &router);

private:
    using Handler = Task<HttpResponse> (AuthOpenRoutes::*)(HttpRequest);

    [[nodiscard]] Task<HttpResponse> registerUser(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> requestReset(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> reset(HttpRequest request);
    [[nodiscard]] Task<HttpResponse> verify(HttpRequest request);

    /// An operation as nobody.
    [[nodiscard]] Task<Result<QJsonObject>> invoke(QByteArray operation, QJsonObject arguments);

    AuthDesk &m_desk;
    const QByteArray &m_addressField;
    std::list<Question> m_requests; ///< of resets that go on behind their answers
};

} // namespace steward
