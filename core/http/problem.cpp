// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/problem.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

const QByteArray retry_after_s = QByteArrayLiteral("2");

/// Ours as they are; of PostgreSQL's own states a stranger needs to know no more than the kind.
QByteArray codeOf(const Error &error)
{
    if (error.code.startsWith(u"MP") || (!error.code.isEmpty() && error.code.front().isLower()))
        return error.code.toLatin1();
    switch (error.kind) {
    case Error::Kind::Invalid: return "invalid";
    case Error::Kind::Unauthenticated: return "unauthenticated";
    case Error::Kind::Forbidden: return "forbidden";
    case Error::Kind::NotFound: return "not_found";
    case Error::Kind::Refused: return "refused";
    case Error::Kind::Stale: return "stale";
    case Error::Kind::Busy: return "busy";
    case Error::Kind::Timeout: return "timeout";
    case Error::Kind::Unavailable:
    case Error::Kind::Cancelled: return "unavailable";
    case Error::Kind::Protocol:
    case Error::Kind::Internal: return "internal";
    }
    Q_UNREACHABLE();
}

} // namespace

HttpResponse problem(const HttpFault &fault, const QByteArray &requestId)
{
    QJsonObject told;
    told[u"type"_s] = u"about:blank"_s; // the title says all that the type would: RFC 9457, 4.2.1
    told[u"title"_s] = QString::fromLatin1(titleOfStatus(fault.status));
    told[u"status"_s] = fault.status;
    told[u"detail"_s] = fault.detail;
    if (!fault.advice.isEmpty())
        told[u"advice"_s] = fault.advice;
    told[u"code"_s] = QString::fromLatin1(fault.code);
    told[u"request_id"_s] = QString::fromLatin1(requestId);
    if (!fault.parts.isEmpty())
        told[u"details"_s] = QJsonDocument::fromJson(fault.parts).object();
    HttpResponse response(fault.status, "application/problem+json", QJsonDocument(told).toJson(QJsonDocument::Compact));
    response.fields = fault.fields;
    if (fault.status == 503)
        response.fields.append(HttpField("Retry-After", retry_after_s));
    if (fault.status == 401)
        response.fields.append(HttpField("WWW-Authenticate", "Bearer realm=\"steward\""));
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
    HttpFault fault(status, codeOf(error), error.message);
    fault.advice = error.hint;
    if (error.code.startsWith(u"MP"))
        fault.parts = error.detail.toUtf8();
    return fault;
}

} // namespace steward
