// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/all.h"
#include "core/base/deliver.h"
#include "core/base/sleep.h"

#include <QSignalSpy>
#include <QTest>

using namespace steward;
using namespace std::chrono_literals;

namespace {

/// Stands for a server: gives its answer when told to, and counts the questions that were withdrawn.
class Oracle : public QObject {
    Q_OBJECT
public:
    class Asked {
    public:
        explicit Asked(Oracle &oracle)
            : m_oracle(oracle)
        {
        }
        Q_DISABLE_COPY_MOVE(Asked)
        ~Asked()
        {
            if (m_waiter && m_oracle.m_waiting.removeOne(this))
                ++m_oracle.withdrawn;
        }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiter)
        {
            m_waiter = waiter;
            ++m_oracle.asked;
            m_oracle.m_waiting.append(this);
        }
        Result<int> await_resume() { return std::move(m_answer); }

    private:
        friend Oracle;
        Oracle &m_oracle;
        std::coroutine_handle<> m_waiter;
        Result<int> m_answer = 0;
    };

    Asked ask() { return Asked(*this); }
    void answer(Result<int> value)
    {
        auto *oldest = m_waiting.takeFirst();
        oldest->m_answer = std::move(value);
        resume(oldest->m_waiter);
    }
    qsizetype waiting() const { return m_waiting.size(); }

    int asked = 0;
    int withdrawn = 0;

signals:
    void announced();

private:
    QList<Asked *> m_waiting;
};

Task<Result<int>> question(Oracle &oracle)
{
    co_return co_await oracle.ask();
}

Task<Result<int>> sumOfTwo(Oracle &oracle)
{
    const auto first = co_await question(oracle);
    if (!first)
        co_return std::unexpected(first.error());
    const auto second = co_await question(oracle);
    if (!second)
        co_return std::unexpected(second.error());
    co_return *first + *second;
}

Task<Result<int>> ready(int value)
{
    co_return value;
}

Task<Result<int>> nested(int depth)
{
    if (depth == 0)
        co_return 0;
    const auto below = co_await nested(depth - 1);
    co_return *below + 1;
}

Task<Result<qint64>> sumOfReady(int count)
{
    qint64 sum = 0;
    for (int i = 0; i < count; ++i)
        sum += (co_await ready(1)).value();
    co_return sum;
}

Task<Result<QString>> text(QString words)
{
    co_return words;
}

Task<Result<void>> nothing(Oracle &oracle)
{
    if (auto r = co_await question(oracle); !r)
        co_return std::unexpected(r.error());
    co_return {};
}

/// A body that announces, between two questions, what its listeners may answer by deleting whatever owns it.
Task<Result<int>> announcing(Oracle &oracle)
{
    const auto first = co_await question(oracle);
    emit oracle.announced();
    const auto second = co_await question(oracle);
    co_return *first + *second;
}

Task<Result<int>> announcingLast(Oracle &oracle)
{
    const auto first = co_await question(oracle);
    emit oracle.announced();
    co_return first;
}

Task<Result<int>> announcingFirst(Oracle &oracle)
{
    emit oracle.announced();
    co_return co_await question(oracle);
}

Task<Result<int>> after(Task<Result<int>> inner, int &continued)
{
    const auto r = co_await std::move(inner);
    ++continued;
    co_return r;
}

Task<Result<int>> bothOf(Task<Result<int>> left, Task<Result<int>> right)
{
    auto [a, b] = co_await All(std::move(left), std::move(right));
    if (!a)
        co_return a;
    if (!b)
        co_return b;
    co_return *a * 10 + *b;
}

/// A view as the console has them: it holds its question, and its answer lands in it.
class View : public QObject {
public:
    explicit View(int &answers)
        : m_answers(answers)
    {
    }
    template <class T> void ask(Task<T> task)
    {
        m_latest.ask(std::move(task), this, [this](auto) { ++m_answers; });
    }

private:
    int &m_answers;
    Latest m_latest;
};

void turn()
{
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
}

} // namespace

class TaskTest : public QObject {
    Q_OBJECT
private slots:
    void answerComesFromTheEventLoop()
    {
        QList<int> got;
        auto question = deliver(ready(7), this, [&](Result<int> r) { got.append(*r); });
        QVERIFY(got.isEmpty());
        QVERIFY(question.isPending());
        turn();
        QCOMPARE(got, QList { 7 });
        QVERIFY(!question.isPending());
    }

    void taskThatIsNeverAwaitedNeverRuns()
    {
        Oracle oracle;
        {
            auto task = question(oracle);
        }
        {
            auto asked = deliver(question(oracle), this, [](auto) { QFAIL("nobody asked"); });
        }
        turn();
        QCOMPARE(oracle.asked, 0);
    }

    void errorsTravelAsValues()
    {
        Oracle oracle;
        std::optional<Error::Kind> kind;
        auto asked = deliver(nothing(oracle), this, [&](Result<void> r) { kind = r.error().kind; });
        turn();
        oracle.answer(std::unexpected(Error(Error::Kind::Unavailable, QStringLiteral("The link is lost."))));
        turn();
        QCOMPARE(kind, Error::Kind::Unavailable);
    }

    void viewDeletedInEachPhaseIsNeverAnswered_data()
    {
        QTest::addColumn<int>("phase");
        QTest::addColumn<int>("withdrawn");
        QTest::newRow("before the task has started") << 0 << 0;
        QTest::newRow("while its first question is open") << 1 << 1;
        QTest::newRow("while its second question is open") << 2 << 1;
        QTest::newRow("when it has finished, before it is handed over") << 3 << 0;
    }
    void viewDeletedInEachPhaseIsNeverAnswered()
    {
        QFETCH(int, phase);
        QFETCH(int, withdrawn);
        Oracle oracle;
        int answers = 0;
        auto view = std::make_unique<View>(answers);
        view->ask(sumOfTwo(oracle));
        if (phase > 0)
            turn();
        for (int i = 1; i < phase; ++i)
            oracle.answer(i);
        view.reset();
        turn();
        QCOMPARE(answers, 0);
        QCOMPARE(oracle.withdrawn, withdrawn);
        QCOMPARE(oracle.waiting(), 0);
    }

    void bodyWhoseSignalDeletesItsOwnViewGoesNoFurther_data()
    {
        QTest::addColumn<int>("body");
        QTest::newRow("between two questions") << 0;
        QTest::newRow("right before it ends") << 1;
        QTest::newRow("before it asks anything") << 2;
    }
    void bodyWhoseSignalDeletesItsOwnViewGoesNoFurther()
    {
        QFETCH(int, body);
        Oracle oracle;
        int answers = 0;
        int continued = 0;
        auto view = std::make_unique<View>(answers);
        connect(&oracle, &Oracle::announced, this, [&] { view.reset(); });
        view->ask(after(body == 0       ? announcing(oracle)
                            : body == 1 ? announcingLast(oracle)
                                        : announcingFirst(oracle),
                        continued));
        turn();
        if (body != 2)
            oracle.answer(1);
        turn();
        QVERIFY(!view);
        QCOMPARE(answers, 0);
        QCOMPARE(continued, 0);
        QCOMPARE(oracle.asked, body == 2 ? 0 : 1);
        QCOMPARE(oracle.waiting(), 0);
    }

    void callbackMayDeleteItsContext()
    {
        auto context = std::make_unique<QObject>();
        int answers = 0;
        auto asked = deliver(ready(1), context.get(), [&](auto) {
            context.reset();
            ++answers;
        });
        turn();
        QCOMPARE(answers, 1);
        QVERIFY(!asked.isPending());
    }

    void callbackMayAskAgain()
    {
        Latest latest;
        QList<int> got;
        std::function<void(Result<int>)> next = [&](Result<int> r) {
            got.append(*r);
            if (got.size() < 3)
                latest.ask(ready(*r + 1), this, next);
        };
        latest.ask(ready(1), this, next);
        turn();
        turn();
        QCOMPARE(got, (QList { 1, 2, 3 }));
    }

    void callbackMayDeleteTheViewThatHoldsItsQuestion()
    {
        struct Holder : QObject {
            Latest latest;
        };
        auto holder = std::make_unique<Holder>();
        bool called = false;
        holder->latest.ask(ready(1), holder.get(), [&](auto) {
            holder.reset();
            called = true;
        });
        turn();
        QVERIFY(called);
    }

    void lateAnswerToAnOldQuestionIsWithdrawn()
    {
        Oracle oracle;
        Latest latest;
        QStringList got;
        latest.ask(question(oracle), this, [&](auto) { got.append(QStringLiteral("old")); });
        turn();
        latest.ask(text(QStringLiteral("new")), this, [&](auto r) { got.append(*r); });
        QCOMPARE(oracle.withdrawn, 1);
        turn();
        QCOMPARE(got, QStringList { QStringLiteral("new") });
    }

    void questionMovedKeepsItsAnswer()
    {
        int answers = 0;
        Question first = deliver(ready(1), this, [&](auto) { ++answers; });
        Question second = std::move(first);
        QVERIFY(!first.isPending());
        second = std::move(second); // NOLINT: itself, on purpose
        turn();
        QCOMPARE(answers, 1);
    }

    void allGivesEveryAnswerInWhateverOrderTheyCome()
    {
        Oracle oracle;
        int got = 0;
        auto asked = deliver(bothOf(sumOfTwo(oracle), question(oracle)), this, [&](Result<int> r) { got = *r; });
        turn();
        QCOMPARE(oracle.asked, 2);
        oracle.answer(1); // the sum's first
        oracle.answer(4);
        turn();
        QCOMPARE(got, 0);
        oracle.answer(2);
        turn();
        QCOMPARE(got, 34);
    }

    void allOfWhatIsReadyNeedsNoLoop()
    {
        int got = 0;
        auto asked = deliver(bothOf(ready(1), nested(3)), this, [&](Result<int> r) { got = *r; });
        turn();
        QCOMPARE(got, 13);
    }

    void allPartlyDoneWithdrawsTheRest()
    {
        Oracle oracle;
        int answers = 0;
        auto view = std::make_unique<View>(answers);
        view->ask(bothOf(question(oracle), question(oracle)));
        turn();
        oracle.answer(1);
        view.reset();
        QCOMPARE(oracle.withdrawn, 1);
        turn();
        QCOMPARE(answers, 0);
    }

    void allWhoseFirstDeletesTheViewStartsNoOther()
    {
        Oracle oracle;
        int answers = 0;
        auto view = std::make_unique<View>(answers);
        connect(&oracle, &Oracle::announced, this, [&] { view.reset(); });
        view->ask(bothOf(announcingFirst(oracle), question(oracle)));
        turn();
        QVERIFY(!view);
        QCOMPARE(oracle.asked, 0);
        QCOMPARE(answers, 0);
    }

    void longChainsDoNotGrowTheStack()
    {
        qint64 sum = 0;
        int depth = 0;
        auto many = deliver(sumOfReady(500'000), this, [&](auto r) { sum = *r; });
        auto deep = deliver(nested(20'000), this, [&](auto r) { depth = *r; });
        turn();
        QCOMPARE(sum, 500'000);
        QCOMPARE(depth, 20'000);
    }

    void sleepEndsWithItsView()
    {
        int answers = 0;
        const auto nap = [](std::chrono::milliseconds time) -> Task<Result<int>> {
            co_await sleepFor(time);
            co_return 1;
        };
        auto view = std::make_unique<View>(answers);
        view->ask(nap(1ms));
        QTRY_COMPARE_WITH_TIMEOUT(answers, 1, 2000);
        view->ask(nap(1ms));
        turn();
        view.reset();
        QTest::qWait(20);
        QCOMPARE(answers, 1);
    }
};

QTEST_GUILESS_MAIN(TaskTest)
#include "task_test.moc"
