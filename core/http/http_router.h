// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/http/http_message.h"
#include "core/http/problem.h"

#include <expected>
#include <functional>
#include <map>
#include <memory>

namespace steward {

/// What is done for one method of one pattern.
struct HttpRoute {
    using Handler = std::function<Task<HttpResponse>(HttpRequest)>;
    /// One that takes no body.
    HttpRoute(QByteArray verb, QByteArray path, Handler what)
        : method(std::move(verb))
        , pattern(std::move(path))
        , handler(std::move(what))
    {
    }
    QByteArray method;
    QByteArray pattern; ///< such as "/v1/bookings/{reference}": a segment in braces takes any that is not empty
    Handler handler;
    qsizetype mostBody = 0; ///< bytes; 0: a body is refused
    QByteArray bodyType; ///< of the body that it takes, such as "application/json"
};

/// Patterns as a trie of segments. A path is split before it is decoded, so that an escaped slash is none; a segment of a
/// pattern that is a word goes before one that is a parameter, and what turns out to lead nowhere is gone back from.
class HttpRouter final {
public:
    struct Match {
        Match(const HttpRoute *found, QHash<QByteArray, QString> bound)
            : route(found)
            , parameters(std::move(bound))
        {
        }
        const HttpRoute *route; ///< the router's own
        QHash<QByteArray, QString> parameters;
    };

    HttpRouter();
    ~HttpRouter();
    HttpRouter(HttpRouter &&) noexcept;
    HttpRouter &operator=(HttpRouter &&) noexcept;

    void add(HttpRoute route);
    /// HEAD finds what GET does. 404: no pattern; 405: none of that method, with Allow; 400: a parameter that can not be decoded.
    [[nodiscard]] std::expected<Match, HttpFault> find(const QByteArray &method, const QByteArray &path) const;

private:
    struct Node;
    std::unique_ptr<Node> m_root;
};

} // namespace steward
