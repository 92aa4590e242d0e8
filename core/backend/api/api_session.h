// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/api/api_link.h"

#include <QElapsedTimer>

namespace steward {

/// Who is signed in to a server: a short-lived access token, and the refresh token that the next one is got by. A refresh
/// token is good once, so however many need a new access token, one of them asks for it.
class ApiSession final : public QObject {
    Q_OBJECT
public:
    ApiSession(ApiLink &link, const ApiOptions &options, QObject *parent = nullptr);
    ~ApiSession() override;

    /// By password, and by the code where one was given. Unauthenticated: refused ("code_needed": there is a second factor).
    [[nodiscard]] Task<Result<void>> signIn();
    /// Ends the session there; nobody waits for it.
    void signOut();
    void setPassword(const QString &password) { m_password = password; }
    void setCode(const QString &code) { m_code = code; }

    /// An access token that is good for a while yet. Unauthenticated: the session has ended.
    [[nodiscard]] Task<Result<QByteArray>> token();
    /// The server would not have the token any more.
    void drop(const QByteArray &token);
    [[nodiscard]] bool isSignedIn() const { return !m_refresh.isEmpty(); }

private:
    [[nodiscard]] Task<Result<void>> refresh();
    [[nodiscard]] Task<Result<void>> ask(QByteArray target, QByteArray body);

    ApiLink &m_link;
    QString m_account, m_password, m_code;
    std::chrono::milliseconds m_patience;
    QByteArray m_access;
    QString m_refresh;
    QElapsedTimer m_since; ///< since the access token was given
    std::chrono::seconds m_lasts {};
    bool m_isRefreshing = false;
};

} // namespace steward
