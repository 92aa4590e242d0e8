// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mail/mail_server.h"

#include <atomic>
#include <memory>

namespace steward {

/// What came of offering one mail to the server.
struct MailAnswer {
    enum class Kind {
        Taken, ///< it is the server's now
        Refused, ///< for good: 5xx for the recipient or the text
        Deferred, ///< not now: 4xx for the recipient or the text
        Lost, ///< it was offered, and no answer came: the server may have it or not
        Unreached, ///< it was never offered: no server, no TLS, no login, or a sender that the server does not want
    };
    MailAnswer() = default;
    Kind kind = Kind::Unreached;
    int code = 0; ///< of the server's last answer, 0 without one
    QByteArray status; ///< its enhanced code, such as 5.1.1; may be empty
    QString words; ///< where Unreached: why, for who looks after the server; never words of the server's, which quote
                   ///< addresses
};

/// Talks with one mail server, and waits for it: on a thread of its own. TLS with a certificate that is checked, unless
/// the server's url says plain. The connection is kept for the next mail as long as nothing went wrong on it.
class SmtpTalk final {
public:
    explicit SmtpTalk(MailServer server);
    ~SmtpTalk();
    Q_DISABLE_COPY_MOVE(SmtpTalk)

    /// Answers within twice the server's time-out: for the mail, and for the goodbye after one that failed.
    [[nodiscard]] MailAnswer offer(const Mail &mail);
    /// From another thread: what is under way ends within a second, as lost, and nothing follows it.
    void abort() { m_isAborted = true; }

private:
    struct Turn;

    static size_t give(char *buffer, size_t size, size_t count, void *self);
    static size_t hear(char *line, size_t size, size_t count, void *self);
    static int isToEnd(void *self, long, long, long, long); // of type curl_off_t
    static int watch(void *transfer, int kind, char *bytes, size_t size, void *self);
    void prepare();
    [[nodiscard]] MailAnswer answer(int result) const;

    MailServer m_server;
    void *m_transfer = nullptr; ///< libcurl's
    std::unique_ptr<Turn> m_turn;
    std::atomic<bool> m_isAborted = false;
};

} // namespace steward
