// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/deliver.h"

namespace steward::detail {

Delivery::Delivery(QObject *context)
    : QObject(context)
{
    Q_ASSERT_X(context, "deliver", "an answer needs a context that it may not outlive");
    // Queued, as handing over is: the body of the task may signal whoever is just asking, and get it deleted.
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

void Delivery::finished() noexcept
{
    QMetaObject::invokeMethod(
        this, [this] { handOver(); }, Qt::QueuedConnection);
}

} // namespace steward::detail
