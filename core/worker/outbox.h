// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mail/smtp_client.h"
#include "core/schema/sql.h"

namespace steward {

/// One round of messages, by number: who they go to is nobody's to read in a log.
struct MailRound {
    MailRound() = default;
    int expired = 0; ///< put aside, because nobody tried while they were news
    int claimed = 0;
    int sent = 0;
    QStringList failures; ///< sentences
    QString unreached; ///< why the mail server could not be used; what was claimed has been given back
};

/// Where mails go, and as whom.
class Outbox final {
public:
    explicit Outbox(const MailServer &server);

    /// Claims messages that are due and offers each to the mail server, with no transaction open meanwhile; what came
    /// of each is committed before the next is claimed. Once `isStopping`, no other is. `session` is the worker's
    /// login. Unavailable: the link is gone; what came of a message is written down in the next round.
    [[nodiscard]] Task<Result<MailRound>> round(Connection &session, std::function<bool()> isStopping);

private:
    struct Claimed;

    [[nodiscard]] Task<Result<std::optional<Claimed>>> claim(Connection &session);
    /// Hands one to the mail server and records what came of it, in the database and in `round`.
    [[nodiscard]] Task<Result<bool>> offer(Connection &session, const Claimed &message, MailRound &round);

    /// Writes down what came of messages while the link was gone. A lease that ended meanwhile makes it void.
    [[nodiscard]] Task<Result<bool>> catchUp(Connection &session);

    MailServer m_server;
    SmtpClient m_client;
    QList<Statement> m_unrecorded; ///< else a message would be sent again that the mail server has taken
};

} // namespace steward
