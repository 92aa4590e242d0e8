// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/mail/smtp_talk.h"

#include <QObject>
#include <QThread>

namespace steward {

/// Hands mails to one server, one at a time. The waiting is a thread's of its own: libcurl waits for the answer to its
/// goodbye even where it promises not to wait.
class SmtpClient final {
public:
    explicit SmtpClient(const MailServer &server);
    ~SmtpClient();
    Q_DISABLE_COPY_MOVE(SmtpClient)

    /// As SmtpTalk::offer. A question that is dropped does not end the talk; its answer goes nowhere.
    [[nodiscard]] Task<MailAnswer> send(Mail mail);

private:
    class Sending;

    SmtpTalk m_talk; ///< only touched on m_thread
    QThread m_thread;
    QObject m_there; ///< lives on m_thread: what is posted to it happens there
    QObject m_here;
};

} // namespace steward
