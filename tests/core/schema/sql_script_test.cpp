// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/sql_script.h"

#include <QTest>

using namespace steward;

class SqlScriptTest : public QObject {
    Q_OBJECT

private slots:
    void aFileIsSplitWhereItsStatementsEnd_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("statements");
        const auto row = [](const char *name, const char *file, QStringList statements) {
            QTest::newRow(name) << QByteArray(file) << statements;
        };
        row("nothing", "", {});
        row("only comments", "-- one\n/* two; /* nested; */ three; */\n", {});
        row("two", "select 1; select 2;", { QStringLiteral("select 1"), QStringLiteral("select 2") });
        row("the last without its semicolon", "select 1;\nselect 2\n",
            { QStringLiteral("select 1"), QStringLiteral("select 2") });
        row("a semicolon in a literal", "select 'a;b', 'it''s; so'; select 2;",
            { QStringLiteral("select 'a;b', 'it''s; so'"), QStringLiteral("select 2") });
        row("a backslash in an escaped literal", "select e'a\\';b'; select 2;",
            { QStringLiteral("select e'a\\';b'"), QStringLiteral("select 2") });
        row("a backslash in a plain literal", "select 'a\\'; select 2;",
            { QStringLiteral("select 'a\\'"), QStringLiteral("select 2") });
        row("a semicolon in an identifier", "select \"a;b\"; select 2;",
            { QStringLiteral("select \"a;b\""), QStringLiteral("select 2") });
        row("a semicolon in a comment", "select 1 -- not; here\n; select /* nor; here */ 2;",
            { QStringLiteral("select 1"), QStringLiteral("select /* nor; here */ 2") });
        row("a body in dollars",
            "create function f() returns int language plpgsql as $$ begin return 1; end $$; select 2;",
            { QStringLiteral("create function f() returns int language plpgsql as $$ begin return 1; end $$"),
              QStringLiteral("select 2") });
        row("a body in named dollars", "do $x$ begin perform $$a;b$$; end $x$; select 2;",
            { QStringLiteral("do $x$ begin perform $$a;b$$; end $x$"), QStringLiteral("select 2") });
        row("a parameter is no dollar quote", "select $1; select $2;",
            { QStringLiteral("select $1"), QStringLiteral("select $2") });
        row("a body of the standard",
            "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3;",
            { QStringLiteral(
                  "create function f() returns int begin atomic select case when true then 1 end; select 2; end"),
              QStringLiteral("select 3") });
        row("a transaction is no body", "begin; select 1; end;",
            { QStringLiteral("begin"), QStringLiteral("select 1"), QStringLiteral("end") });
    }

    void aFileIsSplitWhereItsStatementsEnd()
    {
        QFETCH(QByteArray, file);
        QFETCH(QStringList, statements);
        QStringList found;
        for (const SqlStatement &statement : splitSql(file))
            found.append(QString::fromUtf8(statement.text));
        QCOMPARE(found, statements);
    }

    void aStatementKnowsItsLine()
    {
        const auto statements = splitSql("-- head\n\nselect 1;\n\n-- about it\nselect\n  2;\n");
        QCOMPARE(statements.size(), 2);
        QCOMPARE(statements[0].line, 3);
        QCOMPARE(statements[1].line, 6);
    }

    void whatNeedsAStrongLockIsTold_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<bool>("isShape");
        QTest::addColumn<QString>("object");
        QTest::newRow("function") << QByteArray(
            "create or replace function guard.f() returns int language sql as 'select 1'")
                                  << false << QString();
        QTest::newRow("view") << QByteArray("create view api.v as select 1") << true << QStringLiteral("view api.v");
        QTest::newRow("view replaced") << QByteArray(
            "create or replace view api.v with (security_invoker = true) as select 1")
                                       << true << QStringLiteral("view api.v");
        QTest::newRow("policy") << QByteArray("create policy own on market.t for select to x using (true)") << true
                                << QStringLiteral("policy own on market.t");
        QTest::newRow("quoted") << QByteArray("create policy \"On it\" on market.\"T\" using (true)") << true
                                << QStringLiteral("policy \"On it\" on market.\"T\"");
        QTest::newRow("trigger") << QByteArray(
            "create trigger t after insert or update of a, b on market.t execute function guard.f()")
                                 << true << QStringLiteral("trigger t on market.t");
        QTest::newRow("constraint trigger")
            << QByteArray("create constraint trigger t after insert on market.t deferrable execute function guard.f()")
            << true << QStringLiteral("trigger t on market.t");
        QTest::newRow("alter table") << QByteArray("alter table market.t enable row level security") << true
                                     << QString();
        QTest::newRow("drop view") << QByteArray("drop view if exists api.v") << true << QString();
        QTest::newRow("comment") << QByteArray("comment on view api.v is 'x'") << false << QString();
        QTest::newRow("grant") << QByteArray("grant select on api.v to x") << false << QString();
        QTest::newRow("rows") << QByteArray("insert into market.t values (1) on conflict do nothing") << false
                              << QString();
    }

    void whatNeedsAStrongLockIsTold()
    {
        QFETCH(QByteArray, statement);
        QFETCH(bool, isShape);
        QFETCH(QString, object);
        const auto found = splitSql(statement + ';');
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().kind == SqlStatement::Kind::Shape, isShape);
        QCOMPARE(found.first().object, object);
    }

    void concurrentlyIsTakenOutWhereItIsAWord()
    {
        QCOMPARE(withoutConcurrently("create index concurrently if not exists i on t (a)"),
                 QByteArray("create index  if not exists i on t (a)"));
        QCOMPARE(withoutConcurrently("select 'concurrently'"), QByteArray("select 'concurrently'"));
    }
};

QTEST_GUILESS_MAIN(SqlScriptTest)
#include "sql_script_test.moc"
