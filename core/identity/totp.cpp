// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/totp.h"

#include <QUrl>

#include <liboath/oath.h>

#include <algorithm>
#include <cstdlib>

namespace steward::totp {

namespace {

constexpr unsigned step_s = 30;
constexpr qsizetype digits = 6;

} // namespace

std::optional<qint64> stepOf(const QByteArray &code, const QByteArray &secret, qint64 seconds, qint64 lastStep)
{
    if (code.size() != digits || !std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt; // liboath would take other lengths too
    [[maybe_unused]] static const int begun = oath_init();
    // From the later end: two steps may have one code, and the earlier may have been used.
    const qint64 now = seconds / step_s;
    for (qint64 step = now + 1; step >= now - 1; --step) {
        if (step <= lastStep || step < 0)
            break;
        const int place = oath_totp_validate(secret.constData(), static_cast<size_t>(secret.size()), static_cast<time_t>(step * step_s), step_s, 0, 0, code.constData());
        if (place == 0)
            return step;
    }
    return std::nullopt;
}

QByteArray base32(const QByteArray &secret)
{
    char *text = nullptr;
    size_t length = 0;
    if (oath_base32_encode(secret.constData(), static_cast<size_t>(secret.size()), &text, &length) != OATH_OK)
        return {};
    const QByteArray made(text, static_cast<qsizetype>(length));
    std::free(text); // liboath allocates with malloc
    return made;
}

QByteArray uri(const QByteArray &secret, const QString &issuer, const QString &account)
{
    const QByteArray who = QUrl::toPercentEncoding(issuer);
    return "otpauth://totp/" + who + ':' + QUrl::toPercentEncoding(account) + "?secret=" + base32(secret) + "&issuer=" + who;
}

} // namespace steward::totp
