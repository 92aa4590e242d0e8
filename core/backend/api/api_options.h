// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace steward {

/// Where a stewardd is, and who signs in.
struct ApiOptions {
    ApiOptions() = default;
    QUrl server; ///< https://admin.example.org, perhaps with a path before /v1; plain http only to this machine
    QString account;
    QString password;
    QString code; ///< of the second factor, for the next sign-in only
    QList<QSslCertificate> authorities; ///< trusted beside the system's own
    std::optional<QNetworkProxy> proxy; ///< none: as the system says
    std::chrono::milliseconds fast { 4'000 }; ///< for pages and records; the server gives up after two seconds
    std::chrono::milliseconds slow { 35'000 }; ///< for what computes
    std::chrono::milliseconds call { 12'000 };
    std::chrono::milliseconds resendFor { 30'000 }; ///< how long a call whose link was lost is sent again
};

} // namespace steward
