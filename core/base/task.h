// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The state of a Task:
//
//   created ──co_await──▶ running ⇄ suspended ──co_return──▶ finished
//      └──────────── destroyed at any moment: every frame below goes with it ────────────┘
//
// Invariants: a task starts when it is awaited; its owner's end is its end; a body whose owner went while it ran gets
// no further than its next co_await; the innermost awaiter's destructor withdraws the question; a destructor never
// resumes anybody; awaiters continue only through resume(), from the event loop.

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

/// Who wants to know that a task has finished, when it is not another task.
class Sink {
public:
    virtual void finished() noexcept = 0;

protected:
    ~Sink() = default;
};

/// What the frames of all tasks have in common: whom they go on to, and whose end is their end.
class FrameLink {
public:
    /// Was this frame, or one above it, dropped while a frame ran? Then nothing continues it.
    [[nodiscard]] bool isAbandoned() const noexcept;
    void drop() noexcept { m_dropped = true; }
    void goesOnTo(std::coroutine_handle<> waiter, FrameLink *above) noexcept
    {
        m_waiter = waiter;
        m_above = above;
    }
    void tells(Sink *sink, FrameLink *above) noexcept
    {
        m_sink = sink;
        m_above = above;
    }
    void finish() noexcept;

private:
    std::coroutine_handle<> m_waiter;
    FrameLink *m_above = nullptr;
    Sink *m_sink = nullptr;
    bool m_dropped = false;
};

/// Makes `frame` the next that the innermost resume() continues, once the running one has suspended. GCC 12 turns
/// symmetric transfer into a plain call below -O2, so that long chains would overflow the stack; a loop does not.
void continueWith(std::coroutine_handle<> frame) noexcept;

/// Frees `frame` now, or when the outermost resume() on this thread has ended.
void release(std::coroutine_handle<> frame, FrameLink &link);

template <class T> class TaskPromise;

/// Arguments of a coroutine must have constructors: GCC 12.2 frees an aggregate temporary passed as one twice.
template <class A> inline constexpr bool isSafeArgument = !std::is_aggregate_v<std::remove_cvref_t<A>>;
} // namespace detail

/// A value that will be there later: lazy (nothing happens until it is awaited) and owned (destroying it ends it).
/// Errors travel as Result; a coroutine that throws ends the program, since exceptions stay inside adapters.
template <class T> class [[nodiscard]] Task final {
public:
    using promise_type = detail::TaskPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    Task(Task &&other) noexcept
        : m_frame(std::exchange(other.m_frame, {}))
    {
    }
    Task &operator=(Task &&other) noexcept
    {
        Task(std::move(other)).swap(*this);
        return *this;
    }
    ~Task()
    {
        if (m_frame)
            detail::release(m_frame, m_frame.promise());
    }
    void swap(Task &other) noexcept { std::swap(m_frame, other.m_frame); }

    bool await_ready() const noexcept { return false; }
    template <class U> void await_suspend(std::coroutine_handle<detail::TaskPromise<U>> waiter) noexcept
    {
        m_frame.promise().goesOnTo(waiter, &waiter.promise());
        if (!waiter.promise().isAbandoned())
            detail::continueWith(m_frame);
    }
    T await_resume() { return m_frame.promise().take(); }

    /// For what drives tasks without being one (deliver, All): starts it and tells `sink` when it has finished.
    void start(detail::Sink *sink, detail::FrameLink *above)
    {
        m_frame.promise().tells(sink, above);
        resume(m_frame);
    }

private:
    friend promise_type;
    explicit Task(Handle frame)
        : m_frame(frame)
    {
    }
    Handle m_frame;
};

namespace detail {

template <class T> class TaskPromise final : public FrameLink {
public:
    template <class... A> explicit TaskPromise(const A &...)
    {
        static_assert((isSafeArgument<A> && ...),
                      "give the argument's type a constructor (GCC 12.2 frees aggregates twice)");
    }

    Task<T> get_return_object() { return Task<T>(Task<T>::Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    struct Final {
        bool await_ready() const noexcept { return false; }
        void await_suspend(typename Task<T>::Handle frame) const noexcept { frame.promise().finish(); }
        void await_resume() const noexcept { }
    };
    Final final_suspend() const noexcept { return {}; }
    template <class V = T>
    requires std::is_convertible_v<V &&, T>
    void return_value(V &&value) { m_value.emplace(std::forward<V>(value)); }
    void unhandled_exception() const noexcept { std::terminate(); }
    T take() { return *std::move(m_value); }

private:
    std::optional<T> m_value;
};

} // namespace detail
} // namespace steward
