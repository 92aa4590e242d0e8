// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/base64url.h"

namespace steward {

QByteArray base64url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64url(const QByteArray &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || base64url(*decoded) != text) // Qt takes padding, and bits that are left over
        return std::nullopt;
    return *std::move(decoded);
}

} // namespace steward
