// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pg/connection.h"
#include "tests/core/pg/asking.h"

#include <QSignalSpy>

using namespace steward;
using namespace steward::test;

namespace {

Pool::Shape fast()
{
    Pool::Shape shape;
    shape.depth = 2;
    return shape;
}

Task<Result<Rows>> transferTwice(Connection &connection)
{
    for (const char *text :
         { "begin", "create temporary table t(n int) on commit drop", "insert into t values (1), (2)" }) {
        auto done = co_await connection.run(Statement(text, {}, Statement::Kind::Write, Statement::Plan::Once));
        if (!done)
            co_return done;
    }
    auto sum = co_await connection.run(Statement("select sum(n) from t"));
    if (auto done = co_await connection.run(Statement("commit", {}, Statement::Kind::Write)); !done)
        co_return done;
    co_return sum;
}

} // namespace

class PgTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestDatabase> m_database;

private slots:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void sessionIsSetUp()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        QCOMPARE(cell(answerTo(pool.run(read("select '2026-03-29 03:30+02'::timestamptz, interval '90 min'")))),
                 u"2026-03-29 01:30:00+00");
        QCOMPARE(cell(answerTo(pool.run(read("select interval '90 min'")))), u"PT1H30M");
        QCOMPARE(cell(answerTo(pool.run(read("show application_name")))), u"steward");
        QCOMPARE(pool.state(), Pool::State::Live);
        QVERIFY(pool.latencyMs() >= 0);
    }

    void parametersArriveAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("quotes") << QByteArray("'; drop table x; -- \" \\ $1 $$");
        QTest::newRow("unicode") << QByteArray("Chloë 林 𝄞 ‏עברית");
        QTest::newRow("control characters") << QByteArray("a\tb\nc\x01\x7f");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("long") << QByteArray(3'000'000, 'x');
    }
    void parametersArriveAsTheyAre()
    {
        QFETCH(QByteArray, value);
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        const auto rows = answerTo(pool.run(read("select $1::text, $2::text is null", { value, std::nullopt })));
        QCOMPARE(cell(rows).toUtf8(), value);
        QCOMPARE(cell(rows, 0, 1), u"t");
    }

    void zeroByteIsRefusedInsteadOfCuttingTheTextShort()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        const auto rows = answerTo(pool.run(read("select $1::text", { QByteArray("before\0after", 12) })));
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::Invalid);
        QCOMPARE(cell(answerTo(pool.run(read("select 'still here'")))), u"still here");
    }

    void errorOfOneDoesNotTouchTheNext()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        QList<QString> got;
        std::vector<Question> questions;
        for (const char *text :
             { "select 1/0", "select 'two'", "select", "selekt", "select 'five'", "select $1::int" }) {
            questions.push_back(
                deliver(pool.run(Statement(text,
                                           QByteArray(text).contains("$1") ? QList<Statement::Value> { "x" }
                                                                           : QList<Statement::Value> {})),
                        this, [&](Result<Rows> r) { got.append(r ? cell(r) : r.error().code); }));
        }
        QTRY_COMPARE(got.size(), 6);
        QCOMPARE(got, (QList<QString> { u"22012"_qs, u"two"_qs, u""_qs, u"42601"_qs, u"five"_qs, u"22P02"_qs }));
    }

    void shapeIsPreparedOnceAndAgainWhenTheViewHasChanged()
    {
        m_database->run(u"create view public.v as select 1 as a");
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        const auto plans = [&] {
            return cell(answerTo(pool.run(Statement("select count(*) from pg_prepared_statements where statement like "
                                                    "'%public.v%' and statement not like '%count%'",
                                                    {}, Statement::Kind::Read, Statement::Plan::Once))));
        };
        for (int i = 0; i < 5; ++i)
            QCOMPARE(cell(answerTo(pool.run(read("select * from public.v")))), u"1");
        QCOMPARE(plans(), u"1");
        m_database->run(u"create or replace view public.v as select 1 as a, 2 as b"); // 0A000 without the repeat
        QCOMPARE(cell(answerTo(pool.run(read("select * from public.v"))), 0, 1), u"2");
        QCOMPARE(cell(answerTo(pool.run(write("deallocate all")))), QString());
        QCOMPARE(cell(answerTo(pool.run(read("select * from public.v"))), 0, 1), u"2");
    }

    void manyShapesAreForgotten()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        for (int i = 0; i < 600; ++i)
            QCOMPARE(cell(answerTo(pool.run(read("select " + QByteArray::number(i))))), QString::number(i));
        QVERIFY(cell(answerTo(pool.run(read("select count(*) from pg_prepared_statements")))).toInt() <= 257);
    }

    void timeoutOfOneStatementEndsWithIt()
    {
        auto options = optionsFor(*m_database);
        options.statementTimeoutMs = 200;
        Pool pool(options, fast());
        pool.open();
        const auto slow = answerTo(pool.run(read("select pg_sleep(5)")));
        QCOMPARE(slow.error().kind, Error::Kind::Timeout);
        Statement patient = write("select pg_sleep(0.4)");
        patient.timeoutMs = 5000;
        QVERIFY(answerTo(pool.run(patient)));
        QCOMPARE(cell(answerTo(pool.run(read("show statement_timeout")))), u"200ms");
    }

    void preludesShareTheTransactionAndTheFirstErrorCounts()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        Statement statement = read("select current_setting('steward.actor', true) || $1", { "!" });
        statement.preludes = { { "select set_config('steward.actor', $1, true)", { "17" } } };
        QCOMPARE(cell(answerTo(pool.run(statement))), u"17!");
        QCOMPARE(cell(answerTo(pool.run(read("select current_setting('steward.actor', true)")))), u"");
        statement.preludes.append(Statement::Prelude("select 1/0", {}));
        QCOMPARE(cell(answerTo(pool.run(statement))).first(11), u"error 22012");
        statement.plan = Statement::Plan::Once;
        statement.preludes.removeLast();
        QCOMPARE(cell(answerTo(pool.run(statement))), u"17!");
    }

    void failedOrForgottenPreludeIsPreparedAgain()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        Statement statement = read("select 'done'");
        statement.preludes = { { "select * from public.later", {} } };
        QCOMPARE(cell(answerTo(pool.run(statement))).first(11), u"error 42P01");
        m_database->run(u"create view public.later as select 1 as a");
        QCOMPARE(cell(answerTo(pool.run(statement))), u"done");
        m_database->run(u"create or replace view public.later as select 1 as a, 2 as b");
        QCOMPARE(cell(answerTo(pool.run(statement))), u"done");
        statement.timeoutMs = 900;
        QCOMPARE(cell(answerTo(pool.run(statement))), u"done");
        QVERIFY(answerTo(pool.run(write("deallocate all"))));
        QCOMPARE(cell(answerTo(pool.run(statement))).isEmpty(), false);
        QCOMPARE(cell(answerTo(pool.run(statement))), u"done");
    }

    /// After a prelude had failed, the next request that shared two statements with the one that failed got 26000.
    void whatAFailedPreludeLeftUnpreparedIsPreparedLater()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        Statement statement = read("select 'reached'");
        statement.preludes = { { "select 1/0", {} }, { "select 'one'", {} }, { "select 'two'", {} } };
        QCOMPARE(cell(answerTo(pool.run(statement))).first(11), u"error 22012");
        statement.preludes.removeFirst();
        QCOMPARE(cell(answerTo(pool.run(statement))), u"reached");
    }

    void serversWordsAreForSupportOnly()
    {
        m_database->run(u"create table public.unique_thing(n int primary key check (n < 10)); insert into "
                        u"public.unique_thing values (1)");
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        for (const auto &[text, kind] : std::initializer_list<std::pair<const char *, Error::Kind>> {
                 { "insert into public.unique_thing values (1)", Error::Kind::Internal },
                 { "insert into public.unique_thing values (11)", Error::Kind::Invalid },
                 { "select 'x'::int", Error::Kind::Invalid } }) {
            const auto error = answerTo(pool.run(write(text))).error();
            QCOMPARE(error.kind, kind);
            QVERIFY2(!error.message.contains(u"violates") && !error.message.contains(u"syntax"),
                     qPrintable(error.message));
            QVERIFY2(error.detail.contains(u"violates") || error.detail.contains(u"syntax"), qPrintable(error.detail));
        }
    }

    void connectionMayBeOpenedTwice()
    {
        Connection connection(optionsFor(*m_database));
        int opened = 0;
        auto first = deliver(connection.open(), this, [&](const Result<void> &r) { opened += r.has_value(); });
        auto second = deliver(connection.open(), this, [&](const Result<void> &r) { opened += r.has_value(); });
        QTRY_COMPARE(opened, 2);
        QVERIFY(answerTo(connection.open()));
        QCOMPARE(answerTo(connection.run(Statement("")))->size(), 0);
    }

    void fullPoolAnswersUnavailable()
    {
        Pool::Shape shape;
        shape.waiting = 3;
        Pool pool(optionsFor(*m_database), shape);
        pool.open();
        QVERIFY(answerTo(pool.run(read("select 1"))));
        int done = 0;
        int unavailable = 0;
        std::vector<Question> questions;
        for (int i = 0; i < 10; ++i) {
            questions.push_back(deliver(pool.run(read("select pg_sleep(0.05)")), this, [&](Result<Rows> r) {
                ++done;
                unavailable += !r && r.error().kind == Error::Kind::Unavailable;
            }));
        }
        QTRY_COMPARE(done, 10);
        QCOMPARE(unavailable, 6); // one runs, three wait
    }

    void transactionOfOnesOwnSpansStatements()
    {
        Connection connection(optionsFor(*m_database));
        const auto opened = answerTo(connection.open());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        QCOMPARE(cell(answerTo(transferTwice(connection))), u"3");
        const auto after = answerTo(connection.run(Statement("select * from t")));
        QCOMPARE(after.error().code, u"42P01");
        connection.close();
        QCOMPARE(answerTo(connection.run(Statement("select 1"))).error().kind, Error::Kind::Unavailable);
    }

    void poolLetsNoTransactionStayOpen()
    {
        Pool pool(optionsFor(*m_database), fast());
        pool.open();
        const auto pid = cell(answerTo(pool.run(read("select pg_backend_pid()"))));
        QVERIFY(answerTo(pool.run(write("begin"))));
        QVERIFY(cell(answerTo(pool.run(read("select pg_backend_pid()")))) != pid);
    }

    void notificationsArrive()
    {
        Pool::Shape shape;
        shape.greeting = "listen feed";
        Pool pool(optionsFor(*m_database), shape);
        QSignalSpy spy(&pool, &Pool::notified);
        pool.open();
        QTRY_COMPARE(pool.state(), Pool::State::Live);
        QVERIFY(answerTo(pool.run(read("select 1"))));
        m_database->run(u"notify feed, 'booking 17'");
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toString(), u"feed");
        QCOMPARE(spy[0][1].toString(), u"booking 17");
    }

    void answersOutliveTheirPool()
    {
        Rows rows;
        {
            Pool pool(optionsFor(*m_database), fast());
            pool.open();
            rows = *answerTo(pool.run(read("select g, repeat('x', 100) from generate_series(1, 1000) g")));
        }
        QCOMPARE(rows.size(), 1000);
        QCOMPARE(rows.at(999).cell(0), "1000");
    }
};

QTEST_GUILESS_MAIN(PgTest)
#include "pg_test.moc"
