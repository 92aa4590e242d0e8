// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/http_reply.h"

#include "core/base/task.h"

namespace steward {

HttpReply::~HttpReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect();
    if (!m_reply->isFinished())
        m_reply->abort();
    m_reply->deleteLater();
}

void HttpReply::await_suspend(std::coroutine_handle<> waiter)
{
    // Queued: the reply must not be continued from inside the network's own code, which still uses it then.
    QObject::connect(m_reply, &QNetworkReply::finished, m_reply, [waiter] { resume(waiter); }, Qt::QueuedConnection);
}

} // namespace steward
