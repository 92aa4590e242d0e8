// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/mail/mail.h"

#include <chrono>

namespace steward {

/// The mail server that takes what a marketplace says, and as whom it is said. From a file such as
///
///     url = smtp://mail.example.org:587     STARTTLS, or nothing is sent; smtps:// begins with TLS;
///                                           smtp+plain:// has none, for a server on this very machine
///     from = bookings@example.org           its host is the right half of Message-IDs
///     name = Steward                        optional
///     user = steward                        optional, with
///     password_file = mail.password         beside this file, readable by its owner only; else $STEWARD_MAIL_PASSWORD
///     ca_file = company.pem                 optional: trusts this authority instead of the system's
///     timeout_s = 60                        optional: for one message, 1 to 120
struct MailServer {
    MailServer() = default;
    QByteArray url; ///< as libcurl reads it
    bool isPlain = false; ///< without TLS, which was asked for in so many words
    QByteArray user, password;
    QByteArray caFile;
    MailParty from;
    std::chrono::seconds timeout { 60 };

    [[nodiscard]] QString host() const; ///< of `from`
};

/// What `path` says. Invalid: a sentence that names what is wrong with it; it never holds the password.
[[nodiscard]] Result<MailServer> readMailServer(const QString &path);

} // namespace steward
