// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http_reply.h"

#include "core/base/task.h"

namespace steward {

void HttpReply::await_suspend(std::coroutine_handle<> waiter)
{
    // Queued: the reply must not be continued from inside the network's own code, which still uses it then.
    QObject::connect(m_reply.get(), &QNetworkReply::finished, m_reply.get(), [waiter] { resume(waiter); }, Qt::QueuedConnection);
}

void HttpReply::Withdraw::operator()(QNetworkReply *reply) const
{
    reply->disconnect();
    if (!reply->isFinished())
        reply->abort();
    reply->deleteLater();
}

} // namespace steward
