// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <tuple>

namespace steward {

namespace detail {
/// One delivery under way. It lives on the heap, is owned by its Question, and ends with its context.
class Delivery : public QObject
{
public:
    using QObject::QObject;
};
}

/// A question under way. Dropping it withdraws it: its answer is never delivered.
class [[nodiscard]] Question final
{
public:
    Question() = default;
    explicit Question(detail::Delivery *delivery)
        : m_delivery(delivery)
    {
    }
    Question(Question &&other) noexcept;
    Question &operator=(Question &&other) noexcept;
    ~Question();

    void withdraw();
    [[nodiscard]] bool isPending() const { return !m_delivery.isNull(); }

private:
    QPointer<detail::Delivery> m_delivery;
};

/// Asks `task` and calls `fn(answer)` with its answer: from the event loop, never inline, at most once, and never after
/// `context` or the returned Question is gone.
template <class T, class F>
Question deliver(Task<T> task, QObject *context, F fn);

/// Asks one thing at a time: asking again withdraws the question before, so a late answer to an old one cannot arrive.
class Latest final
{
public:
    template <class T, class F>
    void ask(Task<T> task, QObject *context, F fn)
    {
        m_question = deliver(std::move(task), context, std::move(fn));
    }
    void withdraw() { m_question.withdraw(); }
    [[nodiscard]] bool isPending() const { return m_question.isPending(); }

private:
    Question m_question;
};

/// Asks several at once: `co_await All(taskA, taskB)` yields a tuple of both answers.
template <class... T>
class All;

} // namespace steward
