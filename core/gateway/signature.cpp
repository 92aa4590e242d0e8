// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/signature.h"

#include <QMessageAuthenticationCode>

#include <cstdlib>

namespace steward {

namespace {

constexpr qint64 tolerance_s = 300;

QByteArray digest(const QByteArray &body, const QByteArray &secret, qint64 seconds)
{
    return QMessageAuthenticationCode::hash(QByteArray::number(seconds) + '.' + body, secret, QCryptographicHash::Sha256).toHex();
}

/// Takes as long for a wrong first letter as for a wrong last one.
bool isSame(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    unsigned differs = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        differs |= static_cast<unsigned char>(one[i] ^ other[i]);
    return differs == 0;
}

} // namespace

QByteArray signatureOf(const QByteArray &body, const QByteArray &secret, qint64 seconds)
{
    return "t=" + QByteArray::number(seconds) + ",v1=" + digest(body, secret, seconds);
}

bool isGenuine(const QByteArray &signature, const QByteArray &body, const QByteArray &secret, qint64 nowSeconds)
{
    qint64 seconds = 0;
    bool isDated = false;
    QByteArrayList shown;
    for (const QByteArray &part : signature.split(',')) {
        const qsizetype at = part.indexOf('=');
        const QByteArray name = part.left(at).trimmed();
        if (name == "t" && !isDated)
            seconds = part.mid(at + 1).toLongLong(&isDated);
        else if (name == "v1")
            shown.append(part.mid(at + 1).trimmed());
    }
    if (!isDated || secret.isEmpty() || std::llabs(nowSeconds - seconds) > tolerance_s)
        return false;
    const QByteArray wanted = digest(body, secret, seconds);
    bool fits = false;
    for (const QByteArray &each : std::as_const(shown))
        fits |= isSame(each, wanted);
    return fits;
}

} // namespace steward
