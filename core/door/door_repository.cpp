// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/door/door_repository.h"

#include "core/backend/backend.h"
#include "core/backend/decode.h"

#include <QCoreApplication>

namespace steward {

template <class V>
void fields(V &v, Session &s)
{
    v("login", s.login);
    v("kind", s.kind);
    v("person", s.person);
    v("roles", s.roles);
    v("markets", s.markets);
    v("market_names", s.marketNames);
    v("installation", s.installation);
    v("installation_name", s.installationName);
    v("demonstration", s.demonstration);
    v("clock", s.clock);
    v("undo_seconds", s.undoSeconds);
}

template <class V>
void fields(V &v, OperationArgument &a)
{
    v("name", a.name);
    v("type", a.type);
    v("required", a.required);
}

template <class V>
void fields(V &v, Operation &o)
{
    v("name", o.name);
    v("title", o.title);
    v("description", o.description);
    v("entity", o.entity);
    v("danger", o.danger);
    v("needs_reason", o.needsReason);
    v("undoable", o.undoable);
    v("arguments", o.arguments);
}

template <class V>
void fields(V &v, Reason &r)
{
    v("operation", r.operation);
    v("code", r.code);
    v("title", r.title);
    v("shortest_note", r.shortestNote);
    v("acting", r.acting);
}

template <class V>
void fields(V &v, Attendant &a)
{
    v("name", a.name);
    v("acting", a.acting);
    v("mine", a.mine);
    v("since", a.since);
}

template <class V>
void fields(V &v, RecordChange &c)
{
    v("version", c.version);
    v("at", c.at);
    v("actor", c.actor);
    v("title", c.title);
    v("field", c.field);
    v("was", c.was);
    v("became", c.became);
}

namespace {

Invocation callOf(Activity activity)
{
    Invocation call(std::move(activity.operation), std::move(activity.arguments));
    call.version = activity.version;
    call.reasonCode = std::move(activity.reasonCode);
    call.note = std::move(activity.note);
    call.proposal = std::move(activity.proposal);
    call.onBehalfOf = std::move(activity.onBehalfOf);
    for (const auto &[name, said] : activity.messages.asKeyValueRange()) {
        call.messages.insert(name, said.silence.isEmpty()
                ? QJsonObject { { QStringLiteral("subject"), said.subject }, { QStringLiteral("body"), said.body } }
                : QJsonObject { { QStringLiteral("silent"), said.silence } });
    }
    return call;
}

Task<Result<Outcome>> invoke(Backend &backend, Invocation call)
{
    const auto reply = co_await backend.invoke(std::move(call));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return outcomeOf(*reply);
}

} // namespace

DoorRepository::DoorRepository(Backend &backend)
    : m_backend(backend)
{
}

Task<Result<Session>> DoorRepository::session() const
{
    const auto rows = co_await m_backend.read(ListQuery(QStringLiteral("session")));
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->size() != 1) {
        co_return std::unexpected(Error(Error::Kind::Unauthenticated,
            QCoreApplication::translate("DoorRepository", "The marketplace does not know this operator."),
            QCoreApplication::translate("DoorRepository", "Ask an administrator whether your account is active.")));
    }
    auto session = decode<Session>(rows->at(0));
    if (session)
        session->ahead_ms = QDateTime::currentDateTimeUtc().msecsTo(session->clock);
    co_return session;
}

Task<Result<QList<Operation>>> DoorRepository::operations() const
{
    const auto rows = co_await m_backend.read(ListQuery(QStringLiteral("operation")));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<Operation>(*rows);
}

Task<Result<QList<Reason>>> DoorRepository::reasons() const
{
    const auto rows = co_await m_backend.read(ListQuery(QStringLiteral("reason")));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<Reason>(*rows);
}

Task<Result<QList<Attendant>>> DoorRepository::attend(QUuid console, QString entity, qint64 record, bool acting) const
{
    ListQuery query(QStringLiteral("presence"));
    QStringList given { console.toString(QUuid::WithoutBraces) };
    if (record != 0)
        given << entity << QString::number(record) << (acting ? QStringLiteral("true") : QStringLiteral("false"));
    query.given(std::move(given));
    const auto rows = co_await m_backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<Attendant>(*rows);
}

Task<Result<Outcome>> DoorRepository::preview(Activity activity) const
{
    Invocation call = callOf(std::move(activity));
    call.preview = true;
    return invoke(m_backend, std::move(call));
}

Task<Result<Outcome>> DoorRepository::apply(Activity activity, EffectsHash seen, IntentKey key) const
{
    Invocation call = callOf(std::move(activity));
    call.seen = std::move(seen);
    call.key = key;
    return invoke(m_backend, std::move(call));
}

Task<Result<QList<RecordChange>>> DoorRepository::changesSince(QString entity, qint64 record, int version) const
{
    ListQuery query(QStringLiteral("changes_since"));
    query.given({ std::move(entity), QString::number(record), QString::number(version) });
    const auto rows = co_await m_backend.read(std::move(query));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return decodeAll<RecordChange>(*rows);
}

Task<Result<Outcome>> DoorRepository::undo(QString invocation, IntentKey key) const
{
    Invocation call(QStringLiteral("undo"), QJsonObject { { QStringLiteral("invocation"), std::move(invocation) } });
    call.key = key;
    return invoke(m_backend, std::move(call));
}

} // namespace steward
