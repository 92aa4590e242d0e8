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
    QString detail; ///< what is wrong and what to do
    QList<HttpField> fields; ///< of the answer, such as Allow
};

/// A refusal as RFC 9457 has it: type, title, status, detail, and ours: code and request_id.
[[nodiscard]] HttpResponse problem(const HttpFault &fault, const QByteArray &requestId);

/// One kind of error, one status.
[[nodiscard]] int httpStatusOf(Error::Kind kind);

/// An error of the marketplace as a fault: its sentence, its advice, its code.
[[nodiscard]] HttpFault faultOf(const Error &error);

/// "Not Found"
[[nodiscard]] QByteArray titleOfStatus(int status);

} // namespace steward
