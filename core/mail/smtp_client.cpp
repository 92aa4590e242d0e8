// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mail/smtp_client.h"

namespace steward {

/// `co_await Sending(client, mail)`: continues where it was asked, with the answer.
class SmtpClient::Sending final {
public:
    Sending(SmtpClient &client, Mail mail)
        : m_client(client)
        , m_mail(std::move(mail))
    {
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter)
    {
        m_wanted = std::make_unique<QObject>();
        QMetaObject::invokeMethod(&m_client.m_there,
                                  [this, client = &m_client, mail = m_mail, wanted = QPointer(m_wanted.get()), waiter] {
                                      const MailAnswer answer = client->m_talk.offer(mail);
                                      QMetaObject::invokeMethod(&client->m_here, [this, wanted, answer, waiter] {
                                          if (!wanted)
                                              return; // nobody waits any more, and `this` is gone
                                          m_answer = answer;
                                          resume(waiter);
                                      });
                                  });
    }
    MailAnswer await_resume() { return std::move(m_answer); }

private:
    SmtpClient &m_client;
    Mail m_mail;
    MailAnswer m_answer;
    std::unique_ptr<QObject> m_wanted; ///< its end withdraws the question; only asked for on the thread that asked
};

SmtpClient::SmtpClient(const MailServer &server)
    : m_talk(server)
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
}

SmtpClient::~SmtpClient()
{
    m_talk.abort();
    m_thread.quit();
    m_thread.wait();
}

Task<MailAnswer> SmtpClient::send(Mail mail)
{
    Sending sending(*this, std::move(mail));
    co_return co_await sending;
}

} // namespace steward
