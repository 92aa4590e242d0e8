// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/random.h"

#include <QCryptographicHash>

#include <sodium.h>

namespace steward {

QByteArray secretBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count)); // the system's own; it needs no sodium_init
    return bytes;
}

QByteArray secretHash(const QByteArray &secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex();
}

} // namespace steward
