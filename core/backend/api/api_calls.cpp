// SPDX-License-Identifier: GPL-3.0-or-later
// Calls through the door, as requests.
#include "core/backend/api/api_address.h"
#include "core/backend/api/api_backend.h"
#include "core/backend/decode.h"
#include "core/base/sleep.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QPointer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

QByteArray segmentOf(const QJsonValue &value)
{
    return QUrl::toPercentEncoding(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
}

struct Named {
    QString name;
};

template <class V>
void fields(V &v, Named &n)
{
    v("name", n.name);
}

struct Listed {
    QString name, entity;
    QList<Named> arguments;
};

template <class V>
void fields(V &v, Listed &o)
{
    v("name", o.name);
    v("entity", o.entity);
    v("arguments", o.arguments);
}

} // namespace

Task<Result<void>> ApiBackend::knowOperations()
{
    if (!m_operations.isEmpty())
        co_return Result<void>();
    const auto rows = co_await askRead(ListQuery(u"operation"_s));
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto listed = decodeAll<Listed>(*rows);
    if (!listed)
        co_return std::unexpected(listed.error());
    for (const Listed &operation : *listed) {
        Target target;
        target.entity = operation.entity;
        target.argument = operation.entity.isEmpty() || operation.arguments.isEmpty() ? QString() : operation.arguments.constFirst().name;
        m_operations.insert(operation.name, target);
    }
    co_return Result<void>();
}

Task<Result<ApiRequest>> ApiBackend::requestOf(Invocation call)
{
    const auto known = co_await knowOperations();
    if (!known)
        co_return std::unexpected(known.error());
    const Target target = m_operations.value(call.operation);
    QByteArray path = operators_address;
    QJsonObject body = call.arguments;
    if (!target.argument.isEmpty())
        path += inAddress(target.entity) + '/' + segmentOf(body.take(target.argument)) + '/';
    path += inAddress(call.operation);
    ApiRequest request("POST", path, m_options.call);
    if (call.key)
        request.with("Idempotency-Key", call.key->text().toLatin1());
    if (call.version)
        request.with("If-Match", '"' + QByteArray::number(*call.version) + '"');
    if (call.preview)
        request.with("Prefer", "handling=preview");
    if (!call.seen.text.isEmpty())
        request.with("Steward-Effects-Hash", call.seen.text.toLatin1());
    QJsonObject options;
    const auto say = [&options](const QString &name, const QString &text) {
        if (!text.isEmpty())
            options.insert(name, text);
    };
    say(u"reason_code"_s, call.reasonCode);
    say(u"note"_s, call.note);
    say(u"proposal"_s, call.proposal);
    say(u"on_behalf_of"_s, call.onBehalfOf);
    if (!call.messages.isEmpty())
        options.insert(u"messages"_s, call.messages);
    if (!options.isEmpty())
        body.insert(u"options"_s, options);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    co_return request;
}

Task<Result<QJsonObject>> ApiBackend::askInvoke(Invocation call)
{
    Q_ASSERT_X(call.preview || call.key, "invoke", "what changes data needs a key");
    const QPointer<ApiBackend> self(this);
    const auto request = co_await requestOf(call);
    if (!request)
        co_return std::unexpected(request.error());
    QElapsedTimer sinceLost; // valid once nobody knows whether it was done
    for (;;) {
        const auto body = co_await ask(*request, sinceLost.isValid());
        if (!self)
            co_return std::unexpected(closed());
        if (body) {
            const QJsonDocument answer = QJsonDocument::fromJson(*body);
            if (!answer.isObject()) {
                co_return std::unexpected(Error(Error::Kind::Protocol, tr("The server's reply was not of the agreed form."),
                    tr("The action itself may have been done: look at the record."), u"reply"_s));
            }
            const QJsonObject reply = answer.object();
            if (!call.preview) {
                const QJsonObject target = reply.value("target"_L1).toObject();
                emit changed(target.value("entity"_L1).toString(), target.value("id"_L1).toInteger());
            }
            co_return reply; // a slot of that signal may have deleted this backend
        }
        const Error &error = body.error();
        // What was lost on the way may have been done, be running still (the key is busy), or never have arrived. The same key
        // makes them one.
        const bool isUncertain = !call.preview && (error.kind == Error::Kind::Unavailable || (sinceLost.isValid() && error.kind == Error::Kind::Busy));
        if (!isUncertain || error.code == "crowded"_L1 || (sinceLost.isValid() && sinceLost.elapsed() > m_options.resendFor.count()))
            co_return std::unexpected(error);
        if (!sinceLost.isValid()) {
            if (error.code == "away"_L1) // it was not sent
                co_return std::unexpected(error);
            sinceLost.start();
        }
        co_await sleepFor(300ms);
        if (!self)
            co_return std::unexpected(closed());
        if (m_state == Link::State::Refused || m_state == Link::State::Closed)
            co_return std::unexpected(error);
    }
}

} // namespace steward
