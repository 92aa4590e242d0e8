// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/problem.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QByteArray retry_after_s = QByteArrayLiteral("2");

} // namespace

HttpResponse problem(const HttpFault &fault, const QByteArray &requestId)
{
    QJsonObject told;
    told[u"type"_s] = u"about:blank"_s; // the title says all that the type would: RFC 9457, 4.2.1
    told[u"title"_s] = QString::fromLatin1(titleOfStatus(fault.status));
    told[u"status"_s] = fault.status;
    told[u"detail"_s] = fault.detail;
    told[u"code"_s] = QString::fromLatin1(fault.code);
    told[u"request_id"_s] = QString::fromLatin1(requestId);
    HttpResponse response(fault.status, "application/problem+json", QJsonDocument(told).toJson(QJsonDocument::Compact));
    response.fields = fault.fields;
    if (fault.status == 503)
        response.fields.append(HttpField("Retry-After", retry_after_s));
    return response;
}

int httpStatusOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Invalid: return 422;
    case Error::Kind::Unauthenticated: return 401;
    case Error::Kind::Forbidden: return 403;
    case Error::Kind::NotFound: return 404;
    case Error::Kind::Refused: return 409;
    case Error::Kind::Stale: return 412;
    case Error::Kind::Busy:
    case Error::Kind::Unavailable:
    case Error::Kind::Timeout:
    case Error::Kind::Cancelled: return 503; // the same call may be sent again
    case Error::Kind::Protocol:
    case Error::Kind::Internal: return 500;
    }
    Q_UNREACHABLE();
}

HttpFault faultOf(const Error &error)
{
    const int status = httpStatusOf(error.kind);
    if (status == 500) // what broke is for the log, not for a stranger
        return HttpFault(status, "internal", u"Something broke here. It has been written down; try again, and tell the request's id if it stays."_s);
    const QString sentence = error.hint.isEmpty() ? error.message : error.message + u' ' + error.hint;
    return HttpFault(status, error.code.isEmpty() ? QByteArray("unavailable") : error.code.toLatin1(), sentence);
}

} // namespace steward
