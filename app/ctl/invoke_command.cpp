// SPDX-License-Identifier: GPL-3.0-or-later
// One call through the door, whatever the database declares: no operation is known here by name.
#include "app/ctl/way.h"

#include "core/door/door_repository.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace steward::ctl {
namespace {

/// A value as its parameter takes it; what is not of its type goes as text, and the door says what it takes.
QJsonValue valueOf(const OperationArgument &parameter, const QString &text)
{
    static const QStringList asText { u"text"_s, u"uuid"_s, u"date"_s, u"numeric"_s, u"interval"_s };
    if (asText.contains(parameter.type) || parameter.type.startsWith("timestamp"_L1) || parameter.type.startsWith("time"_L1))
        return text;
    const auto parsed = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
    if (parsed.isArray() && parsed.array().size() == 1)
        return parsed.array().at(0);
    return text;
}

/// What the words mean as arguments: the target first, where the operation has one.
Result<QJsonObject> argumentsOf(const Operation &operation, const QString &target, const QStringList &given)
{
    QJsonObject values;
    if (operation.entity.isEmpty() != target.isEmpty())
        return std::unexpected(Error(Error::Kind::Invalid, target.isEmpty() ? u"%1 acts on a record of the kind %2: name its id or reference."_s.arg(operation.name, operation.entity)
                                                                            : u"%1 acts on no single record; “%2” is one word too many."_s.arg(operation.name, target)));
    if (!target.isEmpty()) {
        bool isId = false;
        const qint64 id = target.toLongLong(&isId);
        values.insert(operation.arguments.value(0).name, isId ? QJsonValue(id) : QJsonValue(target));
    }
    for (const QString &pair : given) {
        const qsizetype sign = pair.indexOf(u'=');
        const QString name = pair.first(std::max<qsizetype>(sign, 0)).replace(u'-', u'_');
        const auto known = std::ranges::find_if(operation.arguments, [&name](const OperationArgument &one) { return one.name == name; });
        if (sign <= 0 || known == operation.arguments.cend()) {
            QStringList names;
            for (const OperationArgument &one : operation.arguments.sliced(target.isEmpty() ? 0 : 1))
                names.append(one.required ? one.name : u"[%1]"_s.arg(one.name));
            return std::unexpected(Error(Error::Kind::Invalid, u"%1 takes no “%2”."_s.arg(operation.name, pair), u"It takes: %1, each as --set name=value."_s.arg(names.join(u", "_s))));
        }
        values.insert(name, valueOf(*known, pair.sliced(sign + 1)));
    }
    return values;
}

void describe(Arguments &arguments)
{
    addWayOptions(arguments);
    arguments.positional(u"operation"_s, u"its name, such as override-cancel; without one, those that you may run are listed"_s)
        .positional(u"record"_s, u"id or reference of what it acts on"_s)
        .option(u"set"_s, u"An argument; may be given several times."_s, u"name=value"_s)
        .option(u"preview"_s, u"Says what it would do, and does nothing."_s)
        .option(u"reason"_s, u"Code of the reason, where one is needed."_s, u"code"_s)
        .option(u"note"_s, u"In your own words."_s, u"text"_s)
        .option(u"version"_s, u"Only if the record still has this version."_s, u"number"_s)
        .option(u"effects"_s, u"Only if it would still do what a preview with this effects_hash said."_s, u"hash"_s)
        .option(u"on-behalf-of"_s, u"For whom you act: customer:17 or provider:4."_s, u"party"_s)
        .option(u"proposal"_s, u"As the second person of a proposal."_s, u"reference"_s)
        .option(u"key"_s, u"Of your intent: the same call with the same key is done once. Else a new one."_s, u"uuid"_s);
}

/// Everything but the operation's own arguments. Nothing: an option is not what it should be, and was told.
std::optional<Invocation> callOf(Arguments &arguments, const QString &operation, const QJsonObject &values)
{
    Invocation call(operation, values);
    call.preview = arguments.has(u"preview"_s);
    call.reasonCode = arguments.value(u"reason"_s);
    call.note = arguments.value(u"note"_s);
    call.proposal = arguments.value(u"proposal"_s);
    call.onBehalfOf = arguments.value(u"on-behalf-of"_s);
    call.seen = EffectsHash(arguments.value(u"effects"_s));
    if (arguments.has(u"version"_s)) {
        const auto version = arguments.number(u"version"_s, 1, std::numeric_limits<int>::max());
        if (!version)
            return std::nullopt;
        call.version = static_cast<int>(*version);
    }
    if (!call.preview)
        call.key = IntentKey::make();
    if (arguments.has(u"key"_s)) {
        call.key = IntentKey::parse(arguments.value(u"key"_s));
        if (!call.key) {
            complain(u"--key takes a random UUID."_s);
            return std::nullopt;
        }
    }
    return call;
}

} // namespace

Task<Exit> invokeCommand(QStringList words)
{
    Arguments arguments(u"invoke"_s, u"Runs an operation, or with --preview says what it would do; over either way, by the rules that hold in the console.\n"
                                     "Prints the door's reply as JSON."_s);
    describe(arguments);
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto way = co_await openWay(arguments);
    if (!way)
        co_return failedBy(way.error());
    const DoorRepository door(**way);
    const auto known = co_await door.operations();
    if (!known)
        co_return failedBy(known.error());
    const QString name = arguments.words().value(0).replace(u'-', u'_');
    if (name.isEmpty()) {
        for (const Operation &one : *known)
            say(u"%1 %2"_s.arg(one.name, -32).arg(one.description));
        co_return Exit::Done;
    }
    const auto operation = std::ranges::find_if(*known, [&name](const Operation &one) { return one.name == name; });
    if (operation == known->cend()) {
        complain(u"There is no operation “%1” that you may run; \"stewardctl invoke\" lists them."_s.arg(name));
        co_return Exit::Failed;
    }
    const auto values = argumentsOf(*operation, arguments.words().value(1), arguments.values(u"set"_s));
    if (!values)
        co_return failedBy(values.error());
    const auto call = callOf(arguments, name, *values);
    if (!call)
        co_return Exit::Usage;
    const auto reply = co_await (*way)->invoke(*call);
    if (!reply)
        co_return failedBy(reply.error());
    say(QString::fromUtf8(QJsonDocument(*reply).toJson()).trimmed());
    co_return Exit::Done;
}

} // namespace steward::ctl
