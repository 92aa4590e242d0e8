// SPDX-License-Identifier: GPL-3.0-or-later
// Operations: one call through the door. The address says which operation and of what, the body holds its arguments, and
// under "options" what is said of the call itself: reason_code, note, on_behalf_of, proposal, messages. What HTTP has a field
// for comes by that field: Idempotency-Key, If-Match (the version), Prefer: handling=preview, Steward-Effects-Hash.
#include "app/server/answers.h"
#include "app/server/api.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int call_ms = 10'000; // also for a look, which does the same work
constexpr qsizetype most_digits = 18; // of an id: more are no bigint

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// The id or reference of an address, as the door takes it. What can be neither is 0, which no record has.
QJsonValue targetOf(const QString &segment)
{
    if (isDigits(segment))
        return QJsonValue(segment.size() <= most_digits ? segment.toLongLong() : 0);
    const QChar first = segment.isEmpty() ? QChar() : segment.front();
    const bool isNoReference = (first >= u'0' && first <= u'9') || first == u'+' || first == u'-';
    return isNoReference ? QJsonValue(0) : QJsonValue(segment);
}

struct Call {
    Call() = default;
    QJsonObject arguments;
    QJsonObject options;
    bool isPreview = false;
};

/// What of the call's options stands in the body.
std::optional<HttpFault> takeOptions(const QJsonValue &given, QJsonObject &options)
{
    static const QStringList known { u"reason_code"_s, u"note"_s, u"on_behalf_of"_s, u"proposal"_s, u"messages"_s };
    if (!given.isObject() && !given.isUndefined() && !given.isNull())
        return HttpFault(422, "option", u"The member options is a JSON object."_s);
    const QJsonObject object = given.toObject();
    for (auto option = object.begin(); option != object.end(); ++option) {
        if (!known.contains(option.key()))
            return HttpFault(422, "option", u"There is no option “%1” in a body. There are: %2."_s.arg(option.key().left(60), known.join(u", "_s)));
        options.insert(option.key(), option.value());
    }
    return std::nullopt;
}

std::expected<Call, HttpFault> callOf(const HttpRequest &request, const CatalogueOperation &operation)
{
    Call call;
    call.isPreview = wantsPreview(request);
    auto body = objectOf(request.body);
    if (!body)
        return std::unexpected(body.error());
    if (const auto fault = takeOptions(body->take(u"options"_s), call.options))
        return std::unexpected(*fault);
    call.arguments = *body;
    if (!operation.target.isEmpty()) {
        if (call.arguments.contains(operation.target))
            return std::unexpected(HttpFault(422, "argument", u"The address says which %1 is meant; leave %2 out of the body."_s.arg(operation.entity, operation.target)));
        call.arguments.insert(operation.target, targetOf(request.parameters.value("id")));
    }
    if (call.isPreview) {
        call.options.insert(u"preview"_s, true);
    } else {
        const auto key = keyOf(request);
        if (!key)
            return std::unexpected(key.error());
        call.options.insert(u"key"_s, QString::fromLatin1(*key));
    }
    const auto version = versionOfIfMatch(request);
    if (!version)
        return std::unexpected(version.error());
    if (*version)
        call.options.insert(u"version"_s, **version);
    if (const QByteArray hash = request.field("steward-effects-hash"); !hash.isEmpty())
        call.options.insert(u"effects_hash"_s, QString::fromLatin1(hash));
    call.options.insert(u"request_id"_s, QString::fromLatin1(request.id));
    return call;
}

/// The reply as the door gave it. 202: it waits for a second person.
HttpResponse answerOf(const QByteArray &reply, bool isPreview)
{
    const QJsonObject told = QJsonDocument::fromJson(reply).object();
    HttpResponse response = jsonAnswer(reply);
    if (told.contains(u"proposed"_s))
        response.status = 202;
    // Before it is done, the version that a call must name is the one that was found.
    const QJsonValue version = told[u"target"_s][isPreview ? u"found"_s : u"version"_s];
    if (version.isDouble())
        response.fields.append(HttpField("ETag", tagOf(QByteArray::number(version.toInteger()))));
    if (isPreview)
        response.fields.append(HttpField("Preference-Applied", "handling=preview"));
    return response;
}

} // namespace

Task<HttpResponse> Api::call(HttpRequest request, PlanPtr plan, OperationPtr operation)
{
    const auto caller = callerOf(request, *plan);
    if (!caller)
        co_return refusal(caller.error(), request);
    const auto call = callOf(request, *operation);
    if (!call)
        co_return problem(call.error(), request.id);
    const QList<Statement::Value> values { operation->name.toUtf8(), compact(call->arguments), compact(call->options) };
    Statement statement("select api.invoke($1, $2::jsonb, $3::jsonb)", values, call->isPreview ? Statement::Kind::Read : Statement::Kind::Write);
    statement.timeoutMs = call_ms;
    statement.preludes.append(Statement::Prelude("select set_config('plan_cache_mode', 'auto', true)", QList<Statement::Value>()));
    const auto rows = co_await m_links.ask(*caller, std::move(statement), Links::Pace::Quick);
    if (!rows)
        co_return refusal(rows.error(), request);
    const auto cell = rows->size() == 1 ? rows->at(0).cell(0) : std::nullopt;
    if (!cell)
        co_return refusal(Error(Error::Kind::Protocol, u"The door gave no reply."_s), request);
    co_return answerOf(QByteArray(cell->data(), static_cast<qsizetype>(cell->size())), call->isPreview);
}

} // namespace steward
