// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QObject>
#include <QPointer>

namespace steward {

namespace detail {

/// One delivery under way: child of its context, owned by its Question, gone before its answer is handed over.
class Delivery : public QObject, public Sink {
public:
    explicit Delivery(QObject *context);

protected:
    virtual void start() = 0;
    virtual void handOver() = 0; ///< ends with this object deleted
    void finished() noexcept final;
};

template <class T, class F> class DeliveryOf final : public Delivery {
public:
    DeliveryOf(Task<T> task, QObject *context, F fn)
        : Delivery(context)
        , m_task(std::move(task))
        , m_fn(std::move(fn))
    {
    }

private:
    void start() override { m_task.start(this, nullptr); }
    void handOver() override
    {
        // The callback may delete the context, or ask again: nothing of this object may be needed by then.
        T answer = m_task.await_resume();
        F fn = std::move(m_fn);
        delete this;
        std::move(fn)(std::move(answer));
    }

    Task<T> m_task;
    F m_fn;
};

} // namespace detail

/// A question under way. Dropping it withdraws it: its answer is never delivered.
class [[nodiscard]] Question final {
public:
    Question() = default;
    explicit Question(detail::Delivery *delivery)
        : m_delivery(delivery)
    {
    }
    Question(Question &&other) noexcept
        : m_delivery(std::exchange(other.m_delivery, {}))
    {
    }
    Question &operator=(Question &&other) noexcept
    {
        const auto taken = std::exchange(other.m_delivery, {});
        withdraw();
        m_delivery = taken;
        return *this;
    }
    ~Question() { withdraw(); }

    void withdraw() { delete m_delivery.data(); }
    [[nodiscard]] bool isPending() const { return !m_delivery.isNull(); }

private:
    QPointer<detail::Delivery> m_delivery;
};

/// Asks `task` and calls `fn(answer)` with its answer: from the event loop, never inline, at most once, and never after
/// `context` or the returned Question is gone. The task itself starts from the event loop, too.
template <class T, class F> Question deliver(Task<T> task, QObject *context, F fn)
{
    return Question(new detail::DeliveryOf<T, F>(std::move(task), context, std::move(fn)));
}

/// Asks one thing at a time: asking again withdraws the question before, so a late answer to an old one cannot arrive.
class Latest final {
public:
    template <class T, class F> void ask(Task<T> task, QObject *context, F fn)
    {
        m_question.withdraw();
        m_question = deliver(std::move(task), context, std::move(fn));
    }
    void withdraw() { m_question.withdraw(); }
    [[nodiscard]] bool isPending() const { return m_question.isPending(); }

private:
    Question m_question;
};

} // namespace steward
