// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/caller.h"
#include "app/server/links.h"
#include "core/catalogue/catalogue.h"
#include "core/http/http_router.h"
#include "core/http/problem.h"

namespace steward {

/// The addresses of one gate, made of the database's catalogue: it knows no view, function or operation by name.
/// What reads is in api_reads.cpp, what acts in api_calls.cpp.
class Api final {
public:
    struct Options {
        Options() = default;
        Authenticate authenticate; ///< none: nobody can sign in, and only what is public is served
        std::function<bool()> isThere; ///< does the database answer? Where it does not, nobody is kept waiting for it
        std::function<void(const QString &)> log;
    };

    /// The links must outlive it, and it every route that it made.
    Api(Links &links, Options options);

    void addRoutes(HttpRouter &router, const CatalogueArea &area);
    /// Everything below /v1, before the catalogue is known: `why` is asked for each request.
    static void addWaiting(HttpRouter &router, const std::function<HttpFault()> &why);

private:
    /// What the routes of one area share. Whoever is being answered keeps it.
    struct Plan {
        Plan() = default;
        CatalogueArea area;
        ListColumns columns;
        Caller::Kind kind = Caller::Kind::Anonymous;
        QByteArray document; ///< OpenAPI
    };
    using PlanPtr = std::shared_ptr<const Plan>;
    using ReadPtr = std::shared_ptr<const CatalogueRead>;
    using OperationPtr = std::shared_ptr<const CatalogueOperation>;

    void addRead(HttpRouter &router, const PlanPtr &plan, const ReadPtr &read);
    void addOperation(HttpRouter &router, const PlanPtr &plan, const OperationPtr &operation);

    [[nodiscard]] Task<HttpResponse> list(HttpRequest request, PlanPtr plan, ReadPtr read);
    [[nodiscard]] Task<HttpResponse> one(HttpRequest request, PlanPtr plan, ReadPtr read);
    [[nodiscard]] Task<HttpResponse> count(HttpRequest request, PlanPtr plan, ReadPtr read);
    [[nodiscard]] Task<HttpResponse> compute(HttpRequest request, PlanPtr plan, ReadPtr read);
    [[nodiscard]] Task<HttpResponse> call(HttpRequest request, PlanPtr plan, OperationPtr operation);
    [[nodiscard]] Task<HttpResponse> document(HttpRequest request, PlanPtr plan);

    /// Who asks, if they are of the area's kind.
    [[nodiscard]] Result<Caller> callerOf(const HttpRequest &request, const Plan &plan) const;
    [[nodiscard]] Task<Result<Rows>> ask(Caller caller, ListStatement statement, Links::Pace pace);
    /// The error's answer; what broke is told the log.
    [[nodiscard]] HttpResponse refusal(const Error &error, const HttpRequest &request) const;

    Links &m_links;
    Options m_options;
};

/// What stands behind the question mark of a request.
[[nodiscard]] QByteArrayView queryOf(const HttpRequest &request);

} // namespace steward
