// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/api.h"

#include "app/server/answers.h"
#include "core/catalogue/openapi.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr qsizetype most_body_bytes = 1024 * 1024;

/// Each area is for one kind of caller, by its name.
Caller::Kind kindOf(const QString &area)
{
    if (area == u"customer")
        return Caller::Kind::Customer;
    if (area == u"provider")
        return Caller::Kind::Provider;
    return area == u"admin" ? Caller::Kind::Operator : Caller::Kind::Anonymous;
}

Task<HttpResponse> told(HttpFault fault, QByteArray requestId)
{
    co_return problem(fault, requestId);
}

} // namespace

Api::Api(Links &links, Options options)
    : m_links(links)
    , m_options(std::move(options))
{
}

void Api::addRoutes(HttpRouter &router, const CatalogueArea &area)
{
    auto made = std::make_shared<Plan>();
    made->area = area;
    made->columns = area.listColumns();
    made->kind = kindOf(area.name);
    made->document = openApiOf(area);
    const PlanPtr plan = made;
    for (const CatalogueRead &read : plan->area.reads)
        addRead(router, plan, ReadPtr(plan, &read));
    for (const CatalogueOperation &operation : plan->area.operations)
        addOperation(router, plan, OperationPtr(plan, &operation));
    router.add(HttpRoute("GET", "/v1/" + area.name.toLatin1() + "/openapi.json", [this, plan](HttpRequest request) { return document(std::move(request), plan); }));
}

void Api::addRead(HttpRouter &router, const PlanPtr &plan, const ReadPtr &read)
{
    const QByteArray path = pathOf(plan->area, *read).toLatin1();
    if (read->isFunction) {
        router.add(HttpRoute(read->leavesTrace ? "POST" : "GET", path, [this, plan, read](HttpRequest request) { return compute(std::move(request), plan, read); }));
        return;
    }
    router.add(HttpRoute("GET", path, [this, plan, read](HttpRequest request) { return list(std::move(request), plan, read); }));
    router.add(HttpRoute("GET", path + "/count", [this, plan, read](HttpRequest request) { return count(std::move(request), plan, read); }));
    if (read->hasId())
        router.add(HttpRoute("GET", path + "/{id}", [this, plan, read](HttpRequest request) { return one(std::move(request), plan, read); }));
}

void Api::addOperation(HttpRouter &router, const PlanPtr &plan, const OperationPtr &operation)
{
    HttpRoute route("POST", pathOf(plan->area, *operation).toLatin1(), [this, plan, operation](HttpRequest request) { return call(std::move(request), plan, operation); });
    route.mostBody = most_body_bytes;
    route.bodyType = "application/json";
    router.add(std::move(route));
}

void Api::addWaiting(HttpRouter &router, const std::function<HttpFault()> &why)
{
    QByteArray pattern = "/v1";
    for (const char *segment : { "/{a}", "/{b}", "/{c}", "/{d}" }) {
        pattern += segment;
        for (const char *method : { "GET", "POST" }) {
            HttpRoute route(method, pattern, [why](const HttpRequest &request) { return told(why(), request.id); });
            route.mostBody = most_body_bytes;
            route.bodyType = "application/json";
            router.add(std::move(route));
        }
    }
}

Result<Caller> Api::callerOf(const HttpRequest &request, const Plan &plan) const
{
    if (!m_options.isThere())
        return std::unexpected(Error(Error::Kind::Unavailable, u"The database can not be reached just now."_s, u"Try again in a moment."_s, u"database_unreachable"_s));
    if (plan.kind == Caller::Kind::Anonymous)
        return Caller();
    const Error nobody(Error::Kind::Unauthenticated, u"You are not signed in."_s, u"Sign in, and send the token with each request."_s, u"unauthenticated"_s);
    if (!m_options.authenticate)
        return std::unexpected(nobody);
    auto caller = m_options.authenticate(request);
    if (!caller)
        return caller;
    if (caller->kind == Caller::Kind::Anonymous)
        return std::unexpected(nobody);
    if (caller->kind != plan.kind)
        return std::unexpected(Error(Error::Kind::Forbidden, u"These addresses are not for you."_s, u"Use those of the area that you signed in for."_s, u"other_area"_s));
    return caller;
}

Task<Result<Rows>> Api::ask(Caller caller, ListStatement statement, Links::Pace pace)
{
    QList<Statement::Value> values;
    for (QByteArray &value : statement.values)
        values.append(std::move(value));
    return m_links.ask(caller, Statement(std::move(statement.text), std::move(values)), pace);
}

HttpResponse Api::refusal(const Error &error, const HttpRequest &request) const
{
    const HttpFault fault = faultOf(error);
    if (fault.status == 500)
        m_options.log(u"Request %1 (%2 %3) broke: %4 %5 %6"_s.arg(QString::fromLatin1(request.id), QString::fromLatin1(request.method), QString::fromLatin1(request.path()),
                                                                 error.code, error.message, error.detail));
    return problem(fault, request.id);
}

Task<HttpResponse> Api::document(HttpRequest request, PlanPtr plan)
{
    const QByteArray tag = tagOf(QCryptographicHash::hash(plan->document, QCryptographicHash::Sha256).toHex().first(16));
    HttpResponse response = hasAlready(request, tag) ? HttpResponse(304, {}, {}) : jsonAnswer(plan->document);
    response.fields.append(HttpField("ETag", tag));
    co_return response;
}

QByteArrayView queryOf(const HttpRequest &request)
{
    const qsizetype mark = request.target.indexOf('?');
    return mark < 0 ? QByteArrayView() : QByteArrayView(request.target).sliced(mark + 1);
}

} // namespace steward
