// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/http_message.h"
#include "core/http/problem.h"

#include <expected>
#include <memory>
#include <optional>

namespace steward {

/// Reads one request from bytes as they come, and refuses what two servers might read in two ways: RFC 9112 to the letter,
/// and stricter where it leaves a choice. One for each request. It is Boost.Beast's parser; only its source opens that.
class HttpParser final {
public:
    static constexpr qsizetype most_head_bytes = 16 * 1024;
    static constexpr qsizetype most_target_bytes = 8 * 1024;

    enum class State {
        Head, ///< of which more must come
        Body, ///< the head is here; of the body more must come, or be looked at
        Complete,
    };

    HttpParser();
    ~HttpParser();
    Q_DISABLE_COPY_MOVE(HttpParser)

    /// Takes away from the front of `input` what belongs to this request. It stops once behind the head, so that what is
    /// refused by its head costs nothing more. After a fault, nothing that follows on the connection means anything.
    [[nodiscard]] std::expected<State, HttpFault> take(QByteArray &input);

    /// Lets in that many bytes of body; none until this is called. A fault: more are announced.
    [[nodiscard]] std::optional<HttpFault> allowBody(qsizetype bytes);

    [[nodiscard]] HttpRequest &request();
    [[nodiscard]] bool hasBody() const; ///< is one announced?
    [[nodiscard]] bool saysLength() const; ///< is its length, or that it comes in chunks, said?
    [[nodiscard]] bool keepsAlive() const;
    [[nodiscard]] bool waitsForContinue() const;
    [[nodiscard]] bool isOld() const; ///< HTTP/1.0

private:
    class Reader;
    std::unique_ptr<Reader> m_reader;
};

/// How an answer is written for one request.
struct HttpManner {
    HttpManner() = default;
    bool isHead = false; ///< all but the body
    bool keepsAlive = true;
    bool isOld = false; ///< HTTP/1.0
};

/// The bytes of an answer.
[[nodiscard]] QByteArray written(const HttpResponse &response, const HttpManner &manner);

} // namespace steward
