// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>

#include <coroutine>
#include <memory>

namespace steward {

/// `co_await` until a reply has come, or will not any more; its end withdraws the question.
class [[nodiscard]] HttpReply final {
public:
    explicit HttpReply(QNetworkReply *reply)
        : m_reply(reply)
    {
    }
    bool await_ready() const noexcept { return m_reply->isFinished(); }
    void await_suspend(std::coroutine_handle<> waiter);
    QNetworkReply &await_resume() const noexcept { return *m_reply; }

private:
    struct Withdraw {
        void operator()(QNetworkReply *reply) const;
    };
    std::unique_ptr<QNetworkReply, Withdraw> m_reply;
};

} // namespace steward
