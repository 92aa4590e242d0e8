// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/problem.h"

#include <QHostAddress>
#include <QJsonObject>

namespace steward {

/// What stands in the body of a request to sign in and the like: an object whose members are texts or numbers.
class AuthBody final {
public:
    /// Invalid: it is no such object, or has a member that is not among `known`.
    [[nodiscard]] static Result<AuthBody> of(const HttpRequest &request, const QList<QByteArray> &known);

    /// Invalid, by name: it is missing, no text, empty or longer than `most` characters.
    [[nodiscard]] Result<QString> text(const QByteArray &name, qsizetype most = 256) const;
    /// Null if it is missing.
    [[nodiscard]] Result<QString> optionalText(const QByteArray &name, qsizetype most = 256) const;
    [[nodiscard]] const QJsonObject &object() const { return m_object; }

private:
    explicit AuthBody(QJsonObject object)
        : m_object(std::move(object))
    {
    }
    QJsonObject m_object;
};

/// An answer that nobody on its way may keep.
[[nodiscard]] HttpResponse authReply(int status, const QJsonObject &told);

/// A problem that nobody on its way may keep.
[[nodiscard]] HttpResponse authProblem(HttpFault fault, const HttpRequest &request);
[[nodiscard]] HttpResponse authProblem(const Error &error, const HttpRequest &request);

/// Too many failures: when to come again.
[[nodiscard]] HttpFault tooSoon(qint64 seconds);

/// From where a client comes, as the proxy in front of us says in the last entry of `field` (lower case): those before it are
/// whatever the client wrote. Without a field the other end of the connection counts; where the field says nothing, all are one: "0.0.0.0".
[[nodiscard]] QByteArray clientAddress(const HttpRequest &request, const QByteArray &field);

} // namespace steward
