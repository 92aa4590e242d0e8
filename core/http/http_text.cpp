// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_text.h"

#include <QHostAddress>
#include <QStringDecoder>

#include <algorithm>

namespace steward {

namespace {

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// What a path or query may hold unescaped: RFC 3986, pchar, / and ?, and what browsers send besides ([ ] | and the like do
/// harm to nobody here); never a space, a control character, #, a quote, a bracket of HTML, or a byte beyond ASCII.
bool isTargetCharacter(char c)
{
    return !isControl(c) && static_cast<unsigned char>(c) < 0x80 && !QByteArrayView(" \"#<>\\^`{}").contains(c);
}

} // namespace

std::optional<QString> decodedSegment(QByteArrayView segment)
{
    QByteArray bytes;
    bytes.reserve(segment.size());
    for (qsizetype i = 0; i < segment.size(); ++i) {
        char c = segment[i];
        if (c == '%') {
            const int high = i + 2 < segment.size() ? hexDigit(segment[i + 1]) : -1;
            const int low = i + 2 < segment.size() ? hexDigit(segment[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (isControl(c))
            return std::nullopt;
        bytes.append(c);
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

bool isTarget(const QByteArray &target)
{
    return target.startsWith('/') && std::ranges::all_of(target, isTargetCharacter) && decodedSegment(target);
}

bool isHost(QByteArrayView host)
{
    if (host.isEmpty() || host.size() > 255 + 6)
        return false;
    QByteArrayView name = host;
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        if (end < 0 || QHostAddress(QString::fromLatin1(host.sliced(1, end - 1))).protocol() != QAbstractSocket::IPv6Protocol)
            return false;
        name = host.sliced(end + 1);
        return name.isEmpty() || (name.startsWith(':') && name.size() <= 6 && isDigits(name.sliced(1)));
    }
    if (const qsizetype colon = host.indexOf(':'); colon >= 0) {
        name = host.first(colon);
        const QByteArrayView port = host.sliced(colon + 1);
        if (port.size() > 5 || !isDigits(port))
            return false;
    }
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) { return isLetterOrDigit(c) || c == '-' || c == '.' || c == '_'; });
}

bool isDigits(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isFieldValue(QByteArrayView text)
{
    return std::ranges::none_of(text, isControl);
}

} // namespace steward
