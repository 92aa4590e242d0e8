// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/answers.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QByteArrayList partsOf(const QByteArray &field)
{
    QByteArrayList parts;
    for (const QByteArray &piece : field.split(',')) {
        if (const QByteArray part = piece.trimmed(); !part.isEmpty())
            parts.append(part);
    }
    return parts;
}

/// Without what marks a tag whose bytes may differ, such as those of a compressed answer.
QByteArray withoutWeakness(const QByteArray &tag)
{
    return tag.startsWith("W/") ? tag.sliced(2) : tag;
}

QByteArray unquoted(const QByteArray &text)
{
    return text.size() >= 2 && text.startsWith('"') && text.endsWith('"') ? text.sliced(1, text.size() - 2) : text;
}

bool isUuid(const QByteArray &text)
{
    constexpr qsizetype length = 36;
    if (text.size() != length)
        return false;
    for (qsizetype i = 0; i < length; ++i) {
        const bool isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        if (isHyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

} // namespace

QByteArray tagOf(QByteArrayView version)
{
    return '"' + version.toByteArray() + '"';
}

std::expected<std::optional<int>, HttpFault> versionOfIfMatch(const HttpRequest &request)
{
    const QByteArrayList tags = partsOf(request.field("if-match"));
    if (tags.isEmpty() || tags == QByteArrayList { "*" })
        return std::nullopt;
    bool isNumber = false;
    const int version = unquoted(withoutWeakness(tags.constFirst())).toInt(&isNumber);
    if (tags.size() > 1 || !isNumber || version < 0)
        return std::unexpected(HttpFault(400, "if_match", u"If-Match takes the one ETag that you were given."_s));
    return version;
}

bool hasAlready(const HttpRequest &request, const QByteArray &tag)
{
    const QByteArrayList tags = partsOf(request.field("if-none-match"));
    return std::ranges::any_of(tags, [&](const QByteArray &each) { return each == "*" || withoutWeakness(each) == tag; });
}

bool wantsPreview(const HttpRequest &request)
{
    return std::ranges::any_of(request.fields, [](const HttpField &field) {
        return field.name == "prefer" && std::ranges::any_of(partsOf(field.value.toLower()), [](const QByteArray &part) {
                   return part == "handling=preview" || part == "handling=\"preview\"";
               });
    });
}

std::expected<QByteArray, HttpFault> keyOf(const HttpRequest &request)
{
    const QByteArray key = unquoted(request.field("idempotency-key").trimmed()).toLower();
    if (!isUuid(key))
        return std::unexpected(HttpFault(400, "idempotency_key", u"What changes something needs the field Idempotency-Key: a random UUID for each intent. Send the same one again when you do not know whether it happened."_s));
    return key;
}

std::expected<QJsonObject, HttpFault> objectOf(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return QJsonObject();
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return std::unexpected(HttpFault(400, "body_malformed", u"The body is no JSON: %1 at byte %2."_s.arg(error.errorString()).arg(error.offset)));
    if (!document.isObject())
        return std::unexpected(HttpFault(400, "body_malformed", u"The body is a JSON object of the arguments."_s));
    return document.object();
}

HttpFault noSuch(const QString &name)
{
    return HttpFault(404, "MP021", u"There is no such %1, or it is not yours."_s.arg(QString(name).replace(u'_', u' ')));
}

HttpResponse jsonAnswer(QByteArray body)
{
    return HttpResponse(200, "application/json", std::move(body));
}

} // namespace steward
