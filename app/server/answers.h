// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What requests and answers say beside their bodies.

#include "core/backend/rows.h"
#include "core/http/problem.h"

#include <QJsonObject>

#include <expected>

namespace steward {

/// A version as an entity tag: "7".
[[nodiscard]] QByteArray tagOf(QByteArrayView version);
/// The version that If-Match names; nothing: any. A fault: it names several, or what is no version.
[[nodiscard]] std::expected<std::optional<int>, HttpFault> versionOfIfMatch(const HttpRequest &request);
/// Does the client say, by If-None-Match, that it has this already?
[[nodiscard]] bool hasAlready(const HttpRequest &request, const QByteArray &tag);
/// "Prefer: handling=preview"
[[nodiscard]] bool wantsPreview(const HttpRequest &request);
/// The uuid of Idempotency-Key; a fault if it is none.
[[nodiscard]] std::expected<QByteArray, HttpFault> keyOf(const HttpRequest &request);
/// The object that the body is; none is an empty one.
[[nodiscard]] std::expected<QJsonObject, HttpFault> objectOf(const QByteArray &body);

/// One answer for what is absent and what is out of reach, in the words of the door.
[[nodiscard]] HttpFault noSuch(const QString &name);

/// 200 with a body of JSON.
[[nodiscard]] HttpResponse jsonAnswer(QByteArray body);

} // namespace steward
