// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <tuple>

namespace steward {

/// Asks several at once: `auto [a, b] = co_await All(taskA(), taskB());` yields all answers when the last one is there.
/// Dropping it drops those that are still under way.
template <class... T> class [[nodiscard]] All final : private detail::Sink {
public:
    explicit All(Task<T>... tasks)
        : m_tasks(std::move(tasks)...)
    {
    }
    Q_DISABLE_COPY_MOVE(All)

    bool await_ready() const noexcept { return false; }
    template <class U> bool await_suspend(std::coroutine_handle<detail::TaskPromise<U>> waiter)
    {
        m_waiter = waiter;
        detail::FrameLink &above = waiter.promise();
        std::apply([&](auto &...task) { (startUnlessAbandoned(task, above), ...); }, m_tasks);
        return --m_missing != 0 || above.isAbandoned();
    }
    std::tuple<T...> await_resume()
    {
        return std::apply([](auto &...task) { return std::tuple<T...>(task.await_resume()...); }, m_tasks);
    }

private:
    template <class V> void startUnlessAbandoned(Task<V> &task, detail::FrameLink &above)
    {
        if (!above.isAbandoned()) // one that ran already may have deleted who asks
            task.start(this, &above);
    }
    void finished() noexcept override
    {
        if (--m_missing == 0)
            detail::continueWith(m_waiter);
    }

    std::tuple<Task<T>...> m_tasks;
    std::coroutine_handle<> m_waiter;
    std::size_t m_missing = sizeof...(T) + 1; ///< one more until all are started, so that none continues us meanwhile
};

} // namespace steward
