// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QNetworkReply>

namespace steward {

/// Why there was no answer, in words for the person at the screen. Unavailable may be tried again by itself; Protocol and
/// Unauthenticated need somebody to mend something first: the address, a certificate, a proxy's password.
[[nodiscard]] Error errorOfTransport(const QNetworkReply &reply);

/// What an answer refuses: a problem (RFC 9457) of stewardd's, or of whatever stands before it.
[[nodiscard]] Error errorOfAnswer(int status, const QByteArray &body);

} // namespace steward
