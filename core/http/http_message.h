// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <memory>

namespace steward {

class HttpStream;

struct HttpField {
    HttpField(QByteArray fieldName, QByteArray fieldValue)
        : name(std::move(fieldName))
        , value(std::move(fieldValue))
    {
    }
    QByteArray name; ///< of a request: in lower case
    QByteArray value;
};

/// What a client asks, once all of it is here.
struct HttpRequest {
    HttpRequest() = default;
    /// The first field of that name (lower case); null if there is none.
    [[nodiscard]] QByteArray field(QByteArrayView name) const;
    /// The target's path, undecoded: what stands before the question mark.
    [[nodiscard]] QByteArray path() const { return target.split('?').constFirst(); }

    QByteArray peer; ///< the address at the other end of the connection: the client's, or that of a proxy in front
    QByteArray id; ///< ours, for the log, the audit and whoever complains
    QByteArray method;
    QByteArray target; ///< path and query as they were sent, each escape of them valid
    QList<HttpField> fields;
    QByteArray body;
    QHash<QByteArray, QString> parameters; ///< of the route's pattern, decoded
};

/// What it is answered. Length, date and connection are the server's business, as is leaving out the body for HEAD.
struct HttpResponse {
    HttpResponse() = default;
    HttpResponse(int code, QByteArray type, QByteArray content)
        : status(code)
        , contentType(std::move(type))
        , body(std::move(content))
    {
    }
    int status = 204;
    QByteArray contentType; ///< empty: there is no body
    QList<HttpField> fields;
    QByteArray body;
    std::shared_ptr<HttpStream> stream; ///< instead of a body; the connection ends with it
};

} // namespace steward
