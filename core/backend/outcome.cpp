// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/backend.h"

#include "core/backend/decode_value.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace steward {

namespace {

/// Takes a reply apart, and remembers the first thing that is not as agreed.
class Reply final {
public:
    explicit Reply(QJsonObject object, QString path = {})
        : m_object(std::move(object))
        , m_path(std::move(path))
    {
    }

    QString text(const char *name)
    {
        const QJsonValue value = find(name);
        if (value.isDouble())
            return QString::number(value.toInteger());
        if (value.isBool())
            return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
        if (!value.isString() && !value.isNull() && !value.isUndefined())
            wrong(name);
        return value.toString();
    }
    qint64 integer(const char *name)
    {
        const QJsonValue value = find(name);
        constexpr qint64 none = std::numeric_limits<qint64>::min();
        const qint64 read = value.toInteger(none);
        if (read == none && !value.isNull() && !value.isUndefined())
            wrong(name);
        return read == none ? 0 : read;
    }
    bool flag(const char *name)
    {
        const QJsonValue value = find(name);
        if (!value.isBool() && !value.isNull() && !value.isUndefined())
            wrong(name);
        return value.toBool();
    }
    QDateTime moment(const char *name)
    {
        QDateTime moment;
        const QByteArray utf8 = text(name).toUtf8();
        if (!utf8.isEmpty()
            && !detail::fromText(std::string_view(utf8.data(), static_cast<std::size_t>(utf8.size())), moment))
            wrong(name);
        return moment;
    }
    Money money(const char *amount) { return Money(integer(amount), Currency(text("currency"))); }

    /// A part of the reply; empty if there is none.
    Reply part(const char *name)
    {
        const QJsonValue value = find(name);
        if (!value.isObject() && !value.isNull() && !value.isUndefined())
            wrong(name);
        return Reply(value.toObject(), where(name));
    }
    /// `read` for each element of a list.
    template <class F> void each(const char *name, F read)
    {
        const QJsonValue value = find(name);
        if (!value.isArray() && !value.isNull() && !value.isUndefined())
            wrong(name);
        for (const QJsonValue &item : value.toArray()) {
            Reply element(item.toObject(), where(name));
            if (!item.isObject())
                wrong(name);
            read(element);
            takeFailureOf(element);
        }
    }
    [[nodiscard]] bool has(const char *name) const { return m_object.contains(QLatin1StringView(name)); }
    void require(const char *name)
    {
        if (!has(name))
            wrong(name);
    }
    void wrong(const char *name)
    {
        if (m_failure.isEmpty())
            m_failure = where(name);
    }
    void takeFailureOf(const Reply &element)
    {
        if (m_failure.isEmpty())
            m_failure = element.m_failure;
    }
    [[nodiscard]] const QString &failure() const { return m_failure; }

private:
    [[nodiscard]] QJsonValue find(const char *name) const { return m_object.value(QLatin1StringView(name)); }
    [[nodiscard]] QString where(const char *name) const
    {
        return m_path.isEmpty() ? QString::fromLatin1(name) : m_path + u'.' + QString::fromLatin1(name);
    }

    QJsonObject m_object;
    QString m_path;
    QString m_failure;
};

TimerEffect::Change changeOf(Reply &timer)
{
    const QString change = timer.text("change");
    if (change == u"moved")
        return TimerEffect::Change::Moved;
    if (change == u"cancelled")
        return TimerEffect::Change::Cancelled;
    if (change == u"retried")
        return TimerEffect::Change::Retried;
    if (change != u"added")
        timer.wrong("change");
    return TimerEffect::Change::Added;
}

void readRecords(Reply &reply, Effects &effects)
{
    reply.each("states", [&](Reply &state) {
        StateEffect effect;
        effect.entity = state.text("entity");
        effect.reference = state.text("reference");
        effect.action = state.text("action");
        effect.from = state.text("from");
        effect.to = state.text("to");
        effect.isNew = state.flag("new");
        state.require("to");
        effects.states.append(effect);
    });
    reply.each("changes", [&](Reply &change) {
        FieldEffect effect;
        effect.entity = change.text("entity");
        effect.reference = change.text("reference");
        effect.field = change.text("field");
        effect.from = change.text("from");
        effect.to = change.text("to");
        change.require("field");
        effects.fields.append(effect);
    });
    reply.each("seats", [&](Reply &seats) {
        SeatEffect effect;
        effect.session = seats.text("session");
        effect.starts = seats.text("starts");
        effect.from = static_cast<int>(seats.integer("from"));
        effect.to = static_cast<int>(seats.integer("to"));
        effect.capacity = static_cast<int>(seats.integer("capacity"));
        seats.require("capacity");
        effects.seats.append(effect);
    });
    reply.each("providers", [&](Reply &given) {
        ProviderEffect effect;
        effect.reference = given.text("reference");
        effect.from = given.text("from");
        effect.to = given.text("to");
        given.require("to");
        effects.providers.append(effect);
    });
    reply.each("timers", [&](Reply &timer) {
        TimerEffect effect;
        effect.entity = timer.text("entity");
        effect.reference = timer.text("reference");
        effect.action = timer.text("action");
        effect.title = timer.text("title");
        timer.require("title");
        effect.change = changeOf(timer);
        effect.due = timer.moment("due");
        effects.timers.append(effect);
    });
}

void readMoneyAndMessages(Reply &reply, Effects &effects)
{
    reply.each("ledger", [&](Reply &line) {
        LedgerEffect effect;
        effect.account = line.text("account");
        effect.title = line.text("title");
        effect.owner = line.text("owner");
        effect.debit = line.money("debit");
        effect.credit = line.money("credit");
        line.require("title");
        line.require("currency");
        effects.ledger.append(effect);
    });
    reply.each("messages", [&](Reply &message) {
        MessageEffect effect;
        effect.audience = message.text("audience");
        effect.recipient = message.text("recipient");
        effect.channel = message.text("channel");
        effect.locale = message.text("locale");
        effect.subject = message.text("subject");
        effect.body = message.text("body");
        effect.name = message.text("template");
        effect.duty = message.text("must");
        effect.silence = message.text("silent");
        effect.formerSubject = message.text("former_subject");
        effect.formerBody = message.text("former_body");
        effect.due = message.moment("due");
        effects.messages.append(effect);
    });
    reply.each("gateway", [&](Reply &order) {
        GatewayEffect effect;
        effect.kind = order.text("kind");
        effect.state = order.text("state");
        effect.amount = order.money("amount");
        effect.due = order.moment("due");
        effects.gateway.append(effect);
    });
}

RowEffect::Result resultOf(Reply &row)
{
    const QString outcome = row.text("outcome");
    if (outcome == u"done")
        return RowEffect::Result::Done;
    if (outcome == u"refused")
        return RowEffect::Result::Refused;
    if (outcome != u"left")
        row.wrong("outcome");
    return RowEffect::Result::Left;
}

void readAway(Reply &reply, Effects &effects)
{
    reply.each("away", [&](Reply &line) {
        if (!line.has("reference")) {
            AbsenceEffect absence;
            absence.firstDay = QDate::fromString(line.text("first_day"), Qt::ISODate);
            absence.lastDay = QDate::fromString(line.text("last_day"), Qt::ISODate);
            absence.freeFrom = QDate::fromString(line.text("free_from"), Qt::ISODate);
            effects.absences.append(absence);
            return;
        }
        RowEffect row;
        row.reference = line.text("reference");
        row.choice = line.text("choice");
        row.result = resultOf(line);
        row.refusal = line.text("refusal");
        effects.rows.append(row);
    });
}

Weighed weighed(Reply &reply)
{
    Weighed weight;
    weight.amount = reply.money("amount");
    weight.onRecord = reply.money("on_record");
    weight.inDay = reply.money("in_day");
    weight.perRecord = reply.money("per_record");
    weight.perDay = reply.money("per_day");
    weight.asProposed = !reply.has("as_proposed") || reply.text("as_proposed") != u"false";
    return weight;
}

} // namespace

Result<Outcome> outcomeOf(const QJsonObject &object)
{
    Reply reply(object);
    reply.require("operation");
    reply.require("effects");
    Outcome outcome;
    outcome.invocation = reply.text("invocation");
    outcome.replayed = reply.flag("replayed");

    Reply target = reply.part("target");
    outcome.reference = target.text("reference");
    outcome.version = static_cast<int>(target.integer("version"));
    Reply undo = reply.part("undo");
    outcome.undoUntil = undo.moment("until");

    Reply approval = reply.part("approval");
    if (reply.has("approval"))
        outcome.weighed = weighed(approval);
    Reply proposed = reply.part("proposed");
    if (reply.has("proposed")) {
        outcome.weighed = weighed(proposed);
        outcome.proposal = proposed.text("reference");
        outcome.proposalUntil = proposed.moment("expires");
    }
    Reply effects = reply.part("effects");
    readRecords(effects, outcome.effects);
    readMoneyAndMessages(effects, outcome.effects);
    readAway(effects, outcome.effects);
    outcome.effects.hash = EffectsHash(reply.text("effects_hash"));
    outcome.effects.at = reply.moment("at");
    outcome.effects.version = target.has("found") ? static_cast<int>(target.integer("found")) : outcome.version;

    for (const Reply &part : { target, undo, approval, proposed, effects })
        reply.takeFailureOf(part);
    if (reply.failure().isEmpty())
        return outcome;
    return std::unexpected(
        Error(Error::Kind::Protocol,
              QCoreApplication::translate("Outcome", "The server's reply has something unexpected in “%1”.")
                  .arg(reply.failure()),
              QCoreApplication::translate("Outcome",
                                          "This program and the server may be of different versions. The action itself "
                                          "may have been done: look at the record."),
              QStringLiteral("reply")));
}

} // namespace steward
