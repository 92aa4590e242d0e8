// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/catalogue.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QList<CatalogueArgument> argumentsOf(const QJsonValue &list)
{
    QList<CatalogueArgument> arguments;
    for (const QJsonValue &item : list.toArray()) {
        CatalogueArgument argument;
        argument.name = item[u"name"_s].toString();
        argument.type = item[u"type"_s].toString();
        argument.hint = item[u"hint"_s].toString();
        argument.isRequired = item[u"required"_s].toBool();
        argument.isRedacted = item[u"redacted"_s].toBool();
        arguments.append(argument);
    }
    return arguments;
}

CatalogueRead readOf(const QJsonValue &item)
{
    CatalogueRead read;
    read.name = item[u"name"_s].toString();
    read.text = item[u"text"_s].toString();
    read.match = item[u"match"_s].toString();
    read.isFunction = item[u"kind"_s] == u"function"_s;
    read.isDeclared = item[u"declared"_s].toBool();
    read.leavesTrace = item[u"writes"_s].toBool();
    read.arguments = argumentsOf(item[u"arguments"_s]);
    for (const QJsonValue &each : item[u"columns"_s].toArray()) {
        CatalogueColumn column;
        column.name = each[u"name"_s].toString();
        column.type = each[u"type"_s].toString();
        column.text = each[u"text"_s].toString();
        column.isFilterable = each[u"filterable"_s].toBool();
        column.isSortable = each[u"sortable"_s].toBool();
        read.columns.append(column);
    }
    return read;
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &item : list.toArray())
        texts.append(item.toString());
    return texts;
}

CatalogueOperation operationOf(const QJsonValue &item)
{
    CatalogueOperation operation;
    operation.name = item[u"name"_s].toString();
    operation.entity = item[u"entity"_s].toString();
    operation.title = item[u"title"_s].toString();
    operation.text = item[u"text"_s].toString();
    operation.roles = textsOf(item[u"roles"_s]);
    operation.isDanger = item[u"danger"_s].toBool();
    operation.needsReason = item[u"needs_reason"_s].toBool();
    operation.isUndoable = item[u"undoable"_s].toBool();
    operation.movesMoney = item[u"moves_money"_s].toBool();
    operation.hasReference = item[u"has_reference"_s].toBool();
    operation.isForOthers = item[u"for_others"_s].toBool();
    operation.arguments = argumentsOf(item[u"arguments"_s]);
    if (!operation.entity.isEmpty() && !operation.arguments.isEmpty())
        operation.target = operation.arguments.takeFirst().name;
    for (const QJsonValue &each : item[u"reasons"_s].toArray()) {
        CatalogueReason reason;
        reason.code = each[u"code"_s].toString();
        reason.title = each[u"title"_s].toString();
        reason.needsNote = each[u"needs_note"_s].toBool();
        reason.isForOthers = each[u"for_others"_s].toBool();
        operation.reasons.append(reason);
    }
    return operation;
}

} // namespace

const CatalogueColumn *CatalogueRead::column(QStringView wanted) const
{
    const auto found = std::ranges::find(columns, wanted, &CatalogueColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

bool CatalogueRead::hasId() const
{
    const CatalogueColumn *id = isFunction ? nullptr : column(u"id");
    return id && (id->type == u"bigint" || id->type == u"integer");
}

bool CatalogueRead::hasReference() const
{
    const CatalogueColumn *reference = hasId() ? column(u"reference") : nullptr;
    return reference && reference->type == u"text" && (!isDeclared || reference->isFilterable);
}

JsonRows CatalogueRead::asJson() const
{
    QHash<QByteArray, JsonForm> forms;
    for (const CatalogueColumn &each : columns)
        forms.insert(each.name.toLatin1(), JsonForm::ofType(each.type.toLatin1()));
    return JsonRows(std::move(forms));
}

QStringList CatalogueRead::parameters() const
{
    QStringList names;
    for (const CatalogueArgument &argument : arguments)
        names.append(argument.name);
    return names;
}

ListColumns CatalogueArea::listColumns() const
{
    ListColumns known;
    for (const CatalogueRead &read : reads) {
        for (const CatalogueColumn &column : read.columns) {
            if (column.isFilterable || column.isSortable)
                known.declare(read.name, column.name, column.isFilterable, column.isSortable, column.type);
        }
    }
    return known;
}

Result<CatalogueArea> CatalogueArea::parse(const QJsonObject &object)
{
    CatalogueArea area;
    area.name = object[u"area"_s].toString();
    area.roles = textsOf(object[u"roles"_s]);
    for (const QJsonValue &item : object[u"reads"_s].toArray())
        area.reads.append(readOf(item));
    for (const QJsonValue &item : object[u"operations"_s].toArray())
        area.operations.append(operationOf(item));
    const auto isNamed = [](const auto &entry) { return !entry.name.isEmpty(); };
    if (area.name.isEmpty() || !std::ranges::all_of(area.reads, isNamed) || !std::ranges::all_of(area.operations, isNamed))
        return std::unexpected(Error(Error::Kind::Protocol, u"The catalogue of the database is not of the form that this program knows."_s));
    return area;
}

QString addressOf(const QString &name)
{
    return QString(name).replace(u'_', u'-');
}

QString pathOf(const CatalogueArea &area, const CatalogueOperation &operation)
{
    if (operation.entity.isEmpty())
        return u"/v1/%1/%2"_s.arg(area.name, addressOf(operation.name));
    return u"/v1/%1/%2/{id}/%3"_s.arg(area.name, addressOf(operation.entity), addressOf(operation.name));
}

QString pathOf(const CatalogueArea &area, const CatalogueRead &read)
{
    return u"/v1/%1/%2"_s.arg(area.name, addressOf(read.name));
}

} // namespace steward
