// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>
#include <QPointer>

#include <coroutine>

namespace steward {

/// `co_await` until a reply has come, or will not any more; its end withdraws the question. Where the reply goes first, with
/// whatever asked for it, nobody is continued.
class [[nodiscard]] HttpReply final {
public:
    explicit HttpReply(QNetworkReply *reply)
        : m_reply(reply)
    {
    }
    Q_DISABLE_COPY_MOVE(HttpReply)
    ~HttpReply();
    bool await_ready() const noexcept { return m_reply->isFinished(); }
    void await_suspend(std::coroutine_handle<> waiter);
    QNetworkReply &await_resume() const noexcept { return *m_reply; }

private:
    QPointer<QNetworkReply> m_reply;
};

} // namespace steward
