// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A statement on its way:
//
//   waiting ──sent──▶ in flight ──▶ answered ──▶ given to the coroutine that waits, from the event loop
//      └── withdrawn: a read leaves the queue; what is in flight runs on, and nobody hears of it
//
// A wire, its pool and the awaiter share it, since each of them may go first.

#include "core/backend/rows.h"
#include "core/base/task.h"
#include "core/pg/statement.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <deque>

namespace steward {

struct Request {
    enum class Purpose { Run, SignIn };
    explicit Request(Statement what, Purpose why = Purpose::Run)
        : statement(std::move(what))
        , purpose(why)
    {
    }
    [[nodiscard]] bool isWanted() const { return waiter || statement.kind == Statement::Kind::Write; }

    Statement statement;
    Purpose purpose;
    std::coroutine_handle<> waiter; ///< null before it is asked, once it is withdrawn, and once it is given
    std::optional<Result<Rows>> answer;

    /// What a statement takes on the wire, in order; each ends with a result of its own.
    struct Step {
        enum class Kind { Forget, Prepare, Prelude, Run };
        Step(Kind what, QByteArray words)
            : kind(what)
            , text(std::move(words))
        {
        }
        Kind kind;
        QByteArray text;
    };
    std::deque<Step> steps;
    bool usesKnownPlan = false; ///< one that was prepared for an earlier request
    bool isRepeated = false; ///< prepared again, after a plan had become stale
    std::string state; ///< SQLSTATE of the error it ended with
    QElapsedTimer sent;
};

using RequestPtr = std::shared_ptr<Request>;

/// Continues whoever waits for it, if anybody still does. Nothing of the caller may be needed afterwards.
inline void give(const RequestPtr &request)
{
    if (const auto waiter = std::exchange(request->waiter, {}))
        resume(waiter);
}

/// Takes requests and gives their answers, each from the event loop.
class Asker : public QObject {
public:
    using QObject::QObject;
    virtual void take(RequestPtr request) = 0;
    virtual void withdraw(const RequestPtr &request) = 0;
};

/// The innermost awaiter of every question to PostgreSQL. Its end withdraws the question.
class [[nodiscard]] Asked final {
public:
    Asked(Asker *asker, Statement statement, Request::Purpose purpose)
        : m_asker(asker)
        , m_request(std::make_shared<Request>(std::move(statement), purpose))
    {
    }
    Q_DISABLE_COPY_MOVE(Asked)
    ~Asked()
    {
        if (std::exchange(m_request->waiter, {}) && m_asker)
            m_asker->withdraw(m_request);
    }

    bool await_ready() const noexcept { return false; }
    template <class T> void await_suspend(std::coroutine_handle<detail::TaskPromise<T>> waiter)
    {
        m_request->waiter = waiter;
        if (m_asker && !waiter.promise().isAbandoned())
            m_asker->take(m_request);
    }
    Result<Rows> await_resume() { return *std::move(m_request->answer); }

private:
    QPointer<Asker> m_asker;
    RequestPtr m_request;
};

/// Asks `statement` of `asker` when it is awaited; Unavailable if it is gone by then.
[[nodiscard]] Task<Result<Rows>> askedOf(QPointer<Asker> asker, Statement statement,
                                         Request::Purpose purpose = Request::Purpose::Run);

} // namespace steward
