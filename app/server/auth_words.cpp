// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_words.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

Error malformed(const QString &sentence)
{
    return Error(Error::Kind::Invalid, sentence, {}, u"invalid_body"_s);
}

HttpResponse unkept(HttpResponse response)
{
    response.fields.append(HttpField("Cache-Control", "no-store"));
    return response;
}

} // namespace

Result<AuthBody> AuthBody::of(const HttpRequest &request, const QList<QByteArray> &known)
{
    QJsonParseError fault {};
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &fault);
    if (fault.error != QJsonParseError::NoError || !document.isObject())
        return std::unexpected(malformed(u"The body is not a JSON object."_s));
    const QJsonObject object = document.object();
    const QStringList names = object.keys();
    for (const QString &name : names) {
        if (!known.contains(name.toUtf8()))
            return std::unexpected(malformed(u"The body has a member that means nothing here; it takes %1."_s.arg(QString::fromLatin1(known.join(", ")))));
    }
    return AuthBody(object);
}

Result<QString> AuthBody::optionalText(const QByteArray &name, qsizetype most) const
{
    const QJsonValue value = m_object.value(QLatin1StringView(name));
    if (value.isUndefined() || value.isNull())
        return QString();
    const QString told = value.toString();
    if (!value.isString() || told.isEmpty() || told.size() > most || told.contains(QChar(0)))
        return std::unexpected(malformed(u"%1 is a text of 1 to %2 characters."_s.arg(QString::fromLatin1(name)).arg(most)));
    return told;
}

Result<QString> AuthBody::text(const QByteArray &name, qsizetype most) const
{
    auto told = optionalText(name, most);
    if (told && told->isNull())
        return std::unexpected(malformed(u"%1 is missing."_s.arg(QString::fromLatin1(name))));
    return told;
}

HttpResponse authReply(int status, const QJsonObject &told)
{
    return unkept(HttpResponse(status, "application/json", QJsonDocument(told).toJson(QJsonDocument::Compact)));
}

HttpResponse authProblem(HttpFault fault, const HttpRequest &request)
{
    if (fault.status == 401)
        fault.fields.append(HttpField("WWW-Authenticate", "Bearer"));
    return unkept(problem(fault, request.id));
}

HttpResponse authProblem(const Error &error, const HttpRequest &request)
{
    return authProblem(faultOf(error), request);
}

HttpFault tooSoon(qint64 seconds)
{
    HttpFault fault(429, "too_many_failures", u"There were too many failures of late. Try again in %1 seconds, or have the password reset."_s.arg(seconds));
    fault.fields.append(HttpField("Retry-After", QByteArray::number(seconds)));
    return fault;
}

QByteArray clientAddress(const HttpRequest &request, const QByteArray &field)
{
    QByteArray last;
    for (const HttpField &one : request.fields) {
        if (!field.isEmpty() && one.name == field)
            last = one.value.split(',').constLast().trimmed();
    }
    QHostAddress address(QString::fromLatin1(field.isEmpty() ? request.peer : last));
    address.setScopeId({});
    return address.isNull() ? QByteArrayLiteral("0.0.0.0") : address.toString().toLatin1();
}

} // namespace steward
