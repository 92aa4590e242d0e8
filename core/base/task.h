// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The state of a Task:
//
//   created ──co_await──▶ running ⇄ suspended ──co_return──▶ finished
//      └──────────── destroyed at any moment: every frame below goes with it ────────────┘
//
// Invariants: a task starts when it is awaited; its owner's end is its end; the innermost awaiter's destructor withdraws
// the question; a destructor never resumes anybody; awaiters continue only through resume().

#include "core/base/error.h"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace steward {

/// Continues a suspended coroutine from the event loop: the only way any awaiter may do it. Frames that are dropped
/// while a frame runs are freed when the outermost resume ends, so a body may delete what owns it.
void resume(std::coroutine_handle<> frame);

namespace detail {
/// Frees `frame` now, or when the outermost resume() on this thread has ended.
void release(std::coroutine_handle<> frame);
template <class T>
class TaskPromise;

/// Arguments of a coroutine must have constructors: GCC 12.2 frees an aggregate temporary passed as one twice.
template <class A>
inline constexpr bool isSafeArgument = !std::is_aggregate_v<std::remove_cvref_t<A>>;
}

/// A value that will be there later: lazy (nothing happens until it is awaited) and owned (destroying it ends it).
/// Errors travel as Result; a coroutine that throws ends the program, since exceptions stay inside adapters.
template <class T>
class [[nodiscard]] Task final
{
public:
    using promise_type = detail::TaskPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    Task(Task &&other) noexcept
        : m_frame(std::exchange(other.m_frame, {}))
    {
    }
    Task &operator=(Task &&other) noexcept
    {
        if (this != &other) {
            if (auto old = std::exchange(m_frame, std::exchange(other.m_frame, {})))
                detail::release(old);
        }
        return *this;
    }
    ~Task()
    {
        if (m_frame)
            detail::release(m_frame);
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) noexcept
    {
        m_frame.promise().m_waiter = waiter;
        return m_frame;
    }
    T await_resume() { return std::move(*m_frame.promise().m_value); }

private:
    friend promise_type;
    explicit Task(Handle frame)
        : m_frame(frame)
    {
    }
    Handle m_frame;
};

namespace detail {

template <class T>
class TaskPromise final
{
public:
    template <class... A>
    explicit TaskPromise(const A &...)
    {
        static_assert((isSafeArgument<A> && ...), "give the argument's type a constructor (GCC 12.2 frees aggregates twice)");
    }

    Task<T> get_return_object() { return Task<T>(Task<T>::Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    struct Final {
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(typename Task<T>::Handle frame) const noexcept
        {
            auto waiter = frame.promise().m_waiter;
            return waiter ? waiter : std::noop_coroutine();
        }
        void await_resume() const noexcept { }
    };
    Final final_suspend() const noexcept { return {}; }
    template <class V>
    void return_value(V &&value)
    {
        m_value.emplace(std::forward<V>(value));
    }
    void unhandled_exception() const noexcept { std::terminate(); }

private:
    friend Task<T>;
    friend Final;
    std::coroutine_handle<> m_waiter;
    std::optional<T> m_value;
};

} // namespace detail
} // namespace steward
