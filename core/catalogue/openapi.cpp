// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/openapi.h"

#include "core/catalogue/openapi_parts.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

using namespace openapi;

/// One document under way.
class Document final {
public:
    explicit Document(const CatalogueArea &area)
        : m_area(area)
        , m_isPublic(area.name == u"public"_s)
    {
        for (const CatalogueRead &read : area.reads)
            add(read);
        for (const CatalogueOperation &operation : area.operations)
            add(operation);
    }

    [[nodiscard]] QByteArray text() const
    {
        QJsonArray tags;
        for (auto tag = m_tags.begin(); tag != m_tags.end(); ++tag)
            tags.append(QJsonObject { { u"name"_s, tag.key() }, { u"description"_s, tag.value() } });
        QList<int> problems(m_problems.begin(), m_problems.end());
        QJsonObject components { { u"schemas"_s, m_schemas }, { u"responses"_s, commonResponses(problems) } };
        QJsonObject document {
            { u"openapi"_s, u"3.1.0"_s },
            { u"info"_s, QJsonObject { { u"title"_s, u"Steward: %1"_s.arg(m_area.name) }, { u"version"_s, u"1"_s }, { u"description"_s, u"What may be read and done in the area “%1” of this marketplace, as its database declares it. Moments are in UTC; amounts of money are whole minor units."_s.arg(m_area.name) },
                                       { u"license"_s, QJsonObject { { u"name"_s, u"GPL-3.0-or-later"_s }, { u"identifier"_s, u"GPL-3.0-or-later"_s } } } } },
            { u"servers"_s, QJsonArray { QJsonObject { { u"url"_s, u"/"_s } } } },
            { u"tags"_s, tags },
            { u"paths"_s, m_paths },
        };
        if (m_isPublic) {
            document[u"security"_s] = QJsonArray();
        } else {
            components[u"securitySchemes"_s] = QJsonObject { { u"token"_s, QJsonObject { { u"type"_s, u"http"_s }, { u"scheme"_s, u"bearer"_s } } } };
            document[u"security"_s] = QJsonArray { QJsonObject { { u"token"_s, QJsonArray() } } };
        }
        document[u"components"_s] = components;
        return QJsonDocument(document).toJson(QJsonDocument::Compact);
    }

private:
    void put(const QString &path, const char *method, QJsonObject operation)
    {
        QJsonObject methods = m_paths[path].toObject();
        methods[QString::fromLatin1(method)] = operation;
        m_paths[path] = methods;
    }
    QList<int> problems(QList<int> list)
    {
        if (!m_isPublic)
            list << 401 << 403;
        list << 503;
        for (const int status : list)
            m_problems.insert(status);
        return list;
    }
    QJsonObject described(const QString &verb, const QString &name, const QString &title, const QString &text, const QString &tag)
    {
        return { { u"operationId"_s, verb + u'_' + name }, { u"summary"_s, title }, { u"description"_s, text }, { u"tags"_s, QJsonArray { tag } } };
    }

    void add(const CatalogueRead &read)
    {
        const QString name = schemaName(read.name);
        m_schemas[name] = schemaOfRow(read);
        m_schemas[u"Problem"_s] = commonSchemas(false)[u"Problem"_s];
        m_tags[read.name] = read.text;
        const QJsonObject cursor { { u"type"_s, QJsonArray { u"string"_s, u"null"_s } } };
        const QJsonObject items { { u"type"_s, u"array"_s }, { u"items"_s, reference(u"schemas"_s, name) } };
        const QJsonObject list { { u"type"_s, u"object"_s }, { u"properties"_s, QJsonObject { { u"items"_s, items }, { u"next"_s, cursor }, { u"previous"_s, cursor } } },
                                 { u"required"_s, QJsonArray { u"items"_s, u"next"_s, u"previous"_s } } };
        const QString path = pathOf(m_area, read);
        if (read.isFunction) {
            QJsonObject asked = described(u"ask"_s, read.name, u"Ask %1"_s.arg(addressOf(read.name)), read.text, read.name);
            asked[u"parameters"_s] = parametersOfFunction(read);
            asked[u"responses"_s] = responses(u"All rows."_s, list, problems({ 422 }));
            put(path, read.leavesTrace ? "post" : "get", asked);
            return;
        }
        QJsonObject listed = described(u"list"_s, read.name, u"List %1"_s.arg(addressOf(read.name)), read.text, read.name);
        listed[u"parameters"_s] = parametersOfList(read, false);
        listed[u"responses"_s] = responses(u"Rows, and the cursors of what lies before and after them."_s, list, problems({ 422 }));
        put(path, "get", listed);
        QJsonObject counted = described(u"count"_s, read.name, u"Count %1"_s.arg(addressOf(read.name)), u"Exact up to 10,000, an estimate that says so beyond."_s, read.name);
        const QJsonObject total { { u"type"_s, u"object"_s }, { u"properties"_s, QJsonObject { { u"count"_s, schemaOfType(u"bigint"_s, false) }, { u"exact"_s, schemaOfType(u"boolean"_s, false) } } },
                                  { u"required"_s, QJsonArray { u"count"_s, u"exact"_s } } };
        counted[u"parameters"_s] = parametersOfList(read, true);
        counted[u"responses"_s] = responses(u"How many."_s, total, problems({ 422 }));
        put(path + u"/count"_s, "get", counted);
        if (!read.hasId())
            return;
        QJsonObject one = described(u"get"_s, read.name, u"One of %1"_s.arg(addressOf(read.name)), read.text, read.name);
        one[u"parameters"_s] = parametersOfOne(read);
        const bool hasVersion = read.column(u"version");
        QJsonObject answers = responses(u"The row; its version is the ETag where it has one."_s, reference(u"schemas"_s, name), problems({ 404 }), hasVersion ? Tagged::Yes : Tagged::No);
        if (hasVersion)
            answers[u"304"_s] = QJsonObject { { u"description"_s, u"It has not changed."_s } };
        one[u"responses"_s] = answers;
        put(path + u"/{id}"_s, "get", one);
    }

    void add(const CatalogueOperation &operation)
    {
        m_schemas[u"Reply"_s] = commonSchemas(true)[u"Reply"_s];
        m_schemas[u"Problem"_s] = commonSchemas(false)[u"Problem"_s];
        const QString tag = operation.entity.isEmpty() ? operation.name : operation.entity;
        if (!m_tags.contains(tag))
            m_tags[tag] = operation.entity.isEmpty() ? operation.text : u"What is done with a %1."_s.arg(QString(operation.entity).replace(u'_', u' '));
        QStringList words { operation.text };
        if (operation.movesMoney)
            words << u"It moves money."_s;
        if (operation.isForOthers)
            words << (operation.roles.isEmpty() ? u"Only for a customer or provider (on_behalf_of)."_s : u"Also for a customer or provider (on_behalf_of)."_s);
        QJsonObject done = described(u"do"_s, operation.name, operation.title, words.join(u' '), tag);
        const QJsonObject schema = schemaOfCall(operation, m_area.name == u"admin"_s);
        done[u"parameters"_s] = parametersOfCall(operation);
        done[u"requestBody"_s] = QJsonObject { { u"required"_s, schema.contains(u"required"_s) }, { u"content"_s, QJsonObject { { u"application/json"_s, QJsonObject { { u"schema"_s, schema } } } } } };
        QJsonObject answers = responses(u"What it did, or for a look: would do."_s, reference(u"schemas"_s, u"Reply"_s), problems({ 400, 404, 409, 412, 422 }), Tagged::Yes);
        if (m_area.name == u"admin"_s) { // whether it takes two hangs on the amount, or on the operation
            QJsonObject waits = answers[u"200"_s].toObject();
            waits[u"description"_s] = u"It waits for a second person."_s;
            answers[u"202"_s] = waits;
        }
        done[u"responses"_s] = answers;
        put(pathOf(m_area, operation), "post", done);
    }

    const CatalogueArea &m_area;
    bool m_isPublic;
    QJsonObject m_paths;
    QJsonObject m_schemas;
    QMap<QString, QString> m_tags;
    QSet<int> m_problems;
};

} // namespace

QByteArray openApiOf(const CatalogueArea &area)
{
    return Document(area).text();
}

QByteArray authOpenApi()
{
    QFile file(u":/steward/catalogue/auth.openapi.json"_s);
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return isThere ? QJsonDocument::fromJson(file.readAll()).toJson(QJsonDocument::Compact) : QByteArray();
}

} // namespace steward
