// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sleep.h"

#include "core/base/task.h"

#include <QTimer>

namespace steward {

void Sleep::await_suspend(std::coroutine_handle<> waiter)
{
    m_alarm = std::make_unique<QObject>();
    QTimer::singleShot(m_duration, m_alarm.get(), [waiter] { resume(waiter); });
}

} // namespace steward
