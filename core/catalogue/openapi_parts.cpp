// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/openapi_parts.h"

#include "core/backend/list_url.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward::openapi {

namespace {

struct Known {
    const char *type;
    const char *json;
    const char *format;
};

constexpr Known types[] {
    { "bigint", "integer", "int64" },
    { "integer", "integer", "int32" },
    { "smallint", "integer", "int32" },
    { "oid", "integer", "int64" },
    { "double precision", "number", "double" },
    { "real", "number", "float" },
    { "boolean", "boolean", "" },
    { "timestamp with time zone", "string", "date-time" },
    { "date", "string", "date" },
    { "uuid", "string", "uuid" },
};

QJsonObject parameter(const QString &name, const char *place, const QString &text, const QJsonObject &schema, bool isRequired = false)
{
    QJsonObject made { { u"name"_s, name }, { u"in"_s, QString::fromLatin1(place) }, { u"description"_s, text }, { u"schema"_s, schema } };
    if (isRequired)
        made[u"required"_s] = true;
    return made;
}

QJsonObject textSchema()
{
    return { { u"type"_s, u"string"_s } };
}

QJsonObject parameterOfId(bool hasReference)
{
    QJsonObject made = parameter(u"id"_s, "path", hasReference ? u"The record's id, or its reference."_s : u"The record's id."_s, textSchema(), true);
    made[u"example"_s] = u"17"_s;
    return made;
}

QJsonObject numberSchema(int least, int most, int standard)
{
    return { { u"type"_s, u"integer"_s }, { u"minimum"_s, least }, { u"maximum"_s, most }, { u"default"_s, standard } };
}

QJsonObject choiceSchema(const QStringList &choices)
{
    return { { u"type"_s, u"string"_s }, { u"enum"_s, QJsonArray::fromStringList(choices) } };
}

QJsonObject headerOf(const QString &name, const QString &text)
{
    return { { name, QJsonObject { { u"description"_s, text }, { u"schema"_s, textSchema() } } } };
}

QString textOfProblem(int status)
{
    switch (status) {
    case 400: return u"The request is malformed, or a field that it needs is missing."_s;
    case 401: return u"Nobody is signed in, or the session has ended."_s;
    case 403: return u"Not for this role."_s;
    case 404: return u"Absent, or out of reach: the two are never told apart."_s;
    case 409: return u"A rule of the marketplace refuses."_s;
    case 412: return u"The record, or what the call would do, has changed since it was looked at."_s;
    case 422: return u"A value is unknown, missing, ill-typed or out of range; or the key was used for something else."_s;
    default: return u"The marketplace can not answer just now. Send the same again after Retry-After, with the same key."_s;
    }
}

void addFilters(QJsonArray &parameters, const CatalogueRead &read, const CatalogueColumn &column)
{
    const QJsonObject schema = schemaOfType(column.type, false);
    const bool isNested = schema.isEmpty() || schema[u"type"_s] == u"array"_s;
    if (isNested || (read.isDeclared && !column.isFilterable && column.name != u"id"))
        return;
    if (!listWords().contains(column.name))
        parameters.append(parameter(column.name, "query", u"Only rows whose %1 is this."_s.arg(column.name), schema));
    parameters.append(parameter(column.name + u".in"_s, "query", u"One of these, with commas; a comma within is written \\,."_s, textSchema()));
    if (!read.isDeclared)
        return;
    parameters.append(parameter(column.name + u".from"_s, "query", u"This or more, or later."_s, schema));
    parameters.append(parameter(column.name + u".before"_s, "query", u"Less, or earlier."_s, schema));
    parameters.append(parameter(column.name + u".null"_s, "query", u"Whether there is none."_s, { { u"type"_s, u"boolean"_s } }));
    if (column.type == u"text")
        parameters.append(parameter(column.name + u".starts"_s, "query", u"Those that begin so."_s, schema));
}

} // namespace

QString schemaName(const QString &name)
{
    QString made;
    for (const QString &word : name.split(u'_', Qt::SkipEmptyParts))
        made += word.front().toUpper() + word.sliced(1);
    return made;
}

QJsonObject reference(const QString &section, const QString &name)
{
    return { { u"$ref"_s, u"#/components/%1/%2"_s.arg(section, name) } };
}

QJsonObject schemaOfType(const QString &type, bool isNullable)
{
    if (type == u"jsonb" || type == u"json")
        return {}; // anything
    QJsonObject schema;
    QString json = u"string"_s;
    if (type.endsWith(u"[]"_s)) {
        json = u"array"_s;
        schema[u"items"_s] = schemaOfType(type.chopped(2), true);
    }
    if (const auto known = std::ranges::find_if(types, [&](const Known &each) { return type == QLatin1StringView(each.type); }); known != std::end(types)) {
        json = QString::fromLatin1(known->json);
        if (*known->format)
            schema[u"format"_s] = QString::fromLatin1(known->format);
    }
    schema[u"type"_s] = isNullable ? QJsonValue(QJsonArray { json, u"null"_s }) : QJsonValue(json);
    return schema;
}

QJsonObject schemaOfRow(const CatalogueRead &read)
{
    QJsonObject properties;
    QJsonArray required;
    for (const CatalogueColumn &column : read.columns) {
        QJsonObject schema = schemaOfType(column.type, true);
        if (!column.text.isEmpty())
            schema[u"description"_s] = column.text;
        properties[column.name] = schema;
        required.append(column.name);
    }
    // A list that was asked for some of its columns has those only, so none is required there.
    QJsonObject row { { u"type"_s, u"object"_s }, { u"description"_s, read.text }, { u"properties"_s, properties } };
    if (read.isFunction)
        row[u"required"_s] = required;
    return row;
}

QJsonObject schemaOfCall(const CatalogueOperation &operation, bool byOperators)
{
    QJsonObject properties;
    QJsonArray required;
    for (const CatalogueArgument &argument : operation.arguments) {
        QJsonObject schema = schemaOfType(argument.type, !argument.isRequired);
        const QString redacted = argument.isRedacted ? u" The audit does not hold it."_s : QString();
        if (const QString text = (argument.hint + redacted).trimmed(); !text.isEmpty())
            schema[u"description"_s] = text;
        if (argument.isRequired)
            required.append(argument.name);
        properties[argument.name] = schema;
    }
    QJsonObject options;
    QStringList codes;
    for (const CatalogueReason &reason : operation.reasons)
        codes.append(reason.code);
    if (!codes.isEmpty()) {
        QStringList told;
        for (const CatalogueReason &reason : operation.reasons)
            told.append(u"%1: %2%3"_s.arg(reason.code, reason.title, reason.needsNote ? u" (with a note)"_s : QString()));
        QJsonObject code = choiceSchema(codes);
        code[u"description"_s] = told.join(u"; "_s);
        options[u"reason_code"_s] = code;
        options[u"note"_s] = QJsonObject { { u"type"_s, u"string"_s }, { u"maxLength"_s, 2000 } };
    }
    if (operation.isForOthers)
        options[u"on_behalf_of"_s] = QJsonObject { { u"type"_s, u"string"_s }, { u"pattern"_s, u"^(customer|provider):[1-9][0-9]{0,17}$"_s }, { u"examples"_s, QJsonArray { u"customer:17"_s } } };
    if (byOperators) {
        options[u"proposal"_s] = QJsonObject { { u"type"_s, u"string"_s }, { u"description"_s, u"Made as the second person of this proposal."_s } };
        options[u"messages"_s] = QJsonObject { { u"type"_s, u"object"_s }, { u"description"_s, u"What people are told in other words, or not at all, by template."_s } };
    }
    if (!options.isEmpty())
        properties[u"options"_s] = QJsonObject { { u"type"_s, u"object"_s }, { u"properties"_s, options }, { u"additionalProperties"_s, false } };
    QJsonObject body { { u"type"_s, u"object"_s }, { u"properties"_s, properties }, { u"additionalProperties"_s, false } };
    if (!required.isEmpty())
        body[u"required"_s] = required;
    return body;
}

QJsonArray parametersOfList(const CatalogueRead &read, bool isCount)
{
    QJsonArray parameters;
    QStringList sorts;
    for (const CatalogueColumn &column : read.columns) {
        addFilters(parameters, read, column);
        if (!read.isDeclared || column.isSortable || column.name == u"id")
            sorts << column.name << u'-' + column.name;
    }
    if (!read.match.isEmpty())
        parameters.append(parameter(u"words"_s, "query", u"Words that a person would type; three letters at least."_s, textSchema()));
    if (read.column(u"market_id"))
        parameters.append(parameter(u"market"_s, "query", u"Only these markets, by id, with commas."_s, textSchema()));
    if (isCount)
        return parameters;
    const bool isPaged = read.isDeclared && read.hasId();
    parameters.append(parameter(u"sort"_s, "query", u"The order; with a hyphen from the greatest."_s, choiceSchema(sorts)));
    parameters.append(parameter(u"columns"_s, "query", u"Only these columns, with commas."_s, textSchema()));
    parameters.append(parameter(u"limit"_s, "query", u"How many rows at most."_s, numberSchema(1, 1000, isPaged ? 50 : 1000)));
    if (isPaged) {
        parameters.append(parameter(u"cursor"_s, "query", u"next or previous of an answer, as it was given."_s, textSchema()));
        parameters.append(parameter(u"direction"_s, "query", u"before with previous, after with next."_s, choiceSchema({ u"after"_s, u"before"_s })));
    }
    return parameters;
}

QJsonArray parametersOfFunction(const CatalogueRead &read)
{
    QJsonArray parameters;
    for (const CatalogueArgument &argument : read.arguments)
        parameters.append(parameter(argument.name, "query", u"The argument %1."_s.arg(argument.name), schemaOfType(argument.type, false), argument.isRequired));
    return parameters;
}

QJsonArray parametersOfCall(const CatalogueOperation &operation)
{
    QJsonObject key = textSchema();
    key[u"format"_s] = u"uuid"_s;
    QJsonObject hash = textSchema();
    hash[u"pattern"_s] = u"^[0-9a-f]{64}$"_s;
    QJsonArray parameters;
    if (!operation.target.isEmpty())
        parameters.append(parameterOfId(operation.hasReference));
    parameters.append(parameter(u"Idempotency-Key"_s, "header", u"A random UUID for each intent, the same for each repetition; needed unless it is a look."_s, key));
    parameters.append(parameter(u"Prefer"_s, "header", u"handling=preview: tell what the call would do, and do nothing."_s, choiceSchema({ u"handling=preview"_s })));
    parameters.append(parameter(u"Steward-Effects-Hash"_s, "header", u"effects_hash of a look: the call is done only if it still would do just that."_s, hash));
    if (!operation.target.isEmpty())
        parameters.append(parameter(u"If-Match"_s, "header", u"The ETag of the record that was looked at: the call is done only if it has not changed since."_s, textSchema()));
    return parameters;
}

QJsonArray parametersOfOne(const CatalogueRead &read)
{
    QJsonArray parameters { parameterOfId(read.hasReference()) };
    if (read.column(u"version"))
        parameters.append(parameter(u"If-None-Match"_s, "header", u"The ETag that one has: 304 if the row has not changed."_s, textSchema()));
    return parameters;
}

QJsonObject responses(const QString &text, const QJsonObject &schema, const QList<int> &problems, Tagged tagged)
{
    const QJsonObject content { { u"application/json"_s, QJsonObject { { u"schema"_s, schema } } } };
    QJsonObject done { { u"description"_s, text }, { u"content"_s, content } };
    if (tagged == Tagged::Yes)
        done[u"headers"_s] = headerOf(u"ETag"_s, u"The record's version, for If-Match."_s);
    QJsonObject made { { u"200"_s, done } };
    for (const int status : problems)
        made[QString::number(status)] = reference(u"responses"_s, u"Problem%1"_s.arg(status));
    return made;
}

QJsonObject commonSchemas(bool acts)
{
    const QJsonObject any { { u"type"_s, u"object"_s } };
    const auto maybe = [](const QString &type) { return QJsonObject { { u"type"_s, QJsonArray { type, u"null"_s } } }; };
    const QJsonObject problem { { u"type"_s, textSchema() }, { u"title"_s, textSchema() }, { u"status"_s, QJsonObject { { u"type"_s, u"integer"_s } } }, { u"detail"_s, textSchema() }, { u"advice"_s, textSchema() },
                                { u"code"_s, textSchema() }, { u"request_id"_s, textSchema() }, { u"details"_s, any } };
    QJsonObject schemas;
    schemas[u"Problem"_s] = QJsonObject { { u"type"_s, u"object"_s }, { u"description"_s, u"What was wrong and what to do (RFC 9457). A program reads code; request_id stands in the audit, too."_s },
                                          { u"properties"_s, problem }, { u"required"_s, QJsonArray { u"type"_s, u"title"_s, u"status"_s, u"detail"_s, u"code"_s, u"request_id"_s } } };
    if (!acts)
        return schemas;
    const QJsonObject reply { { u"operation"_s, textSchema() }, { u"preview"_s, QJsonObject { { u"type"_s, u"boolean"_s } } }, { u"replayed"_s, QJsonObject { { u"type"_s, u"boolean"_s } } },
                              { u"invocation"_s, maybe(u"string"_s) }, { u"at"_s, textSchema() }, { u"result"_s, maybe(u"object"_s) }, { u"effects"_s, any }, { u"effects_hash"_s, maybe(u"string"_s) },
                              { u"target"_s, maybe(u"object"_s) }, { u"undo"_s, maybe(u"object"_s) }, { u"approval"_s, any }, { u"proposed"_s, any } };
    schemas[u"Reply"_s] = QJsonObject { { u"type"_s, u"object"_s }, { u"description"_s, u"What a call did, or would do: result, effects as people see them, the target's version afterwards, until when it can be taken back."_s },
                                        { u"properties"_s, reply }, { u"required"_s, QJsonArray { u"operation"_s, u"effects"_s } } };
    return schemas;
}

QJsonObject commonResponses(const QList<int> &problems)
{
    QJsonObject made;
    for (const int status : problems) {
        const QJsonObject content { { u"application/problem+json"_s, QJsonObject { { u"schema"_s, reference(u"schemas"_s, u"Problem"_s) } } } };
        QJsonObject problem { { u"description"_s, textOfProblem(status) }, { u"content"_s, content } };
        if (status == 503)
            problem[u"headers"_s] = headerOf(u"Retry-After"_s, u"In how many seconds."_s);
        if (status == 401)
            problem[u"headers"_s] = headerOf(u"WWW-Authenticate"_s, u"How to say who asks."_s);
        made[u"Problem%1"_s.arg(status)] = problem;
    }
    return made;
}

} // namespace steward::openapi
