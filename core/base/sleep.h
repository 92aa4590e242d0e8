// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <coroutine>
#include <memory>

namespace steward {

/// `co_await sleepFor(50ms)`: continues from the event loop when that time has passed.
class [[nodiscard]] Sleep final {
public:
    explicit Sleep(std::chrono::milliseconds duration)
        : m_duration(duration)
    {
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter);
    void await_resume() const noexcept { }

private:
    std::chrono::milliseconds m_duration;
    std::unique_ptr<QObject> m_alarm; ///< its end withdraws the timer
};

[[nodiscard]] inline Sleep sleepFor(std::chrono::milliseconds duration)
{
    return Sleep(duration);
}

} // namespace steward
