// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/listen_address.h"

using namespace Qt::StringLiterals;

namespace steward {

std::optional<ListenAddress> ListenAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return std::nullopt;
    QString name = text.first(colon);
    const bool isBracketed = name.startsWith(u'[') && name.endsWith(u']');
    if (isBracketed)
        name = name.sliced(1, name.size() - 2);
    ListenAddress found;
    bool isPort = false;
    found.port = text.sliced(colon + 1).toUShort(&isPort);
    if (!isPort || !found.address.setAddress(name) || isBracketed != (found.address.protocol() == QAbstractSocket::IPv6Protocol))
        return std::nullopt;
    return found;
}

QString ListenAddress::url(bool isSecure, const QHostAddress &address, quint16 port)
{
    const bool isLong = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isLong ? u"%1://[%2]:%3"_s : u"%1://%2:%3"_s).arg(isSecure ? u"https"_s : u"http"_s, address.toString()).arg(port);
}

} // namespace steward
