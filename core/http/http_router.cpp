// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_router.h"

#include "core/http/http_text.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// "/a/b" is a and b; "/" is one empty segment, which is another address than "".
QList<QByteArray> segmentsOf(const QByteArray &path)
{
    return path.sliced(path.startsWith('/') ? 1 : 0).split('/');
}

QByteArray parameterOf(const QByteArray &segment)
{
    return segment.startsWith('{') && segment.endsWith('}') ? segment.sliced(1, segment.size() - 2) : QByteArray();
}

} // namespace

struct HttpRouter::Node {
    std::map<QByteArray, Node> words;
    std::unique_ptr<Node> any; ///< a parameter; its name is the route's own
    std::map<QByteArray, HttpRoute> routes; ///< by method

    /// The node behind the segments from `at` on that has routes.
    [[nodiscard]] const Node *find(const QList<QByteArray> &segments, qsizetype at) const
    {
        if (at == segments.size())
            return routes.empty() ? nullptr : this;
        if (const auto word = words.find(segments[at]); word != words.end()) {
            if (const Node *found = word->second.find(segments, at + 1))
                return found;
        }
        return any && !segments[at].isEmpty() ? any->find(segments, at + 1) : nullptr;
    }
    [[nodiscard]] QByteArray allowed() const
    {
        QByteArrayList methods;
        for (const auto &[method, route] : routes) {
            methods.append(method);
            if (method == "GET")
                methods.append("HEAD");
        }
        return methods.join(", ");
    }
};

HttpRouter::HttpRouter()
    : m_root(std::make_unique<Node>())
{
}

HttpRouter::~HttpRouter() = default;
HttpRouter::HttpRouter(HttpRouter &&) noexcept = default;
HttpRouter &HttpRouter::operator=(HttpRouter &&) noexcept = default;

void HttpRouter::add(HttpRoute route)
{
    Node *node = m_root.get();
    for (const QByteArray &segment : segmentsOf(route.pattern)) {
        if (parameterOf(segment).isEmpty()) {
            node = &node->words[segment];
        } else {
            if (!node->any)
                node->any = std::make_unique<Node>();
            node = node->any.get();
        }
    }
    QByteArray method = route.method;
    node->routes.insert_or_assign(std::move(method), std::move(route));
}

std::expected<HttpRouter::Match, HttpFault> HttpRouter::find(const QByteArray &method, const QByteArray &path) const
{
    const QList<QByteArray> segments = segmentsOf(path);
    const Node *node = m_root->find(segments, 0);
    if (!node)
        return std::unexpected(HttpFault(404, "no_such_path", u"There is nothing at this address."_s));
    auto found = node->routes.find(method);
    if (found == node->routes.end() && method == "HEAD")
        found = node->routes.find("GET");
    if (found == node->routes.end()) {
        HttpFault fault(405, "no_such_method", u"This address takes other methods; Allow lists them."_s);
        fault.fields.append(HttpField("Allow", node->allowed()));
        return std::unexpected(fault);
    }
    Match match(&found->second, {});
    const QList<QByteArray> names = segmentsOf(match.route->pattern);
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QByteArray name = parameterOf(names[i]);
        if (name.isEmpty())
            continue;
        const auto value = decodedSegment(segments[i]);
        if (!value)
            return std::unexpected(HttpFault(400, "bad_target", u"A part of the address can not be decoded."_s));
        match.parameters.insert(name, *value);
    }
    return match;
}

} // namespace steward
