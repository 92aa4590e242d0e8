// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/http/http_message.h"

namespace steward {

/// Why a request is refused before any handler sees it.
struct HttpFault {
    HttpFault(int httpStatus, QByteArray stableCode, QString sentence)
        : status(httpStatus)
        , code(std::move(stableCode))
        , detail(std::move(sentence))
    {
    }
    int status;
    QByteArray code; ///< stable: a figure counts by it, so it never holds anything that a client sent
    QString detail; ///< what is wrong; without advice, also what to do
    QString advice; ///< what to do
    QByteArray parts; ///< JSON, where the fault has parts that a program reads; empty: it has none
    QList<HttpField> fields; ///< of the answer, such as Allow
};

/// A refusal as RFC 9457 has it: type, title, status, detail, and ours: code, request_id, and details where there are any.
[[nodiscard]] HttpResponse problem(const HttpFault &fault, const QByteArray &requestId);

/// One kind of error, one status.
[[nodiscard]] int httpStatusOf(Error::Kind kind);

/// An error of the marketplace as a fault: its sentence, its advice, its code, and its parts if the marketplace itself says them
/// (what PostgreSQL says of its own errors is not for strangers).
[[nodiscard]] HttpFault faultOf(const Error &error);

/// "Not Found"
[[nodiscard]] QByteArray titleOfStatus(int status);

} // namespace steward
