// SPDX-License-Identifier: GPL-3.0-or-later
// Migrations on a real server: from nothing, from an older version, refused, at once with others, beside people at
// work.
#include "tests/core/schema/workshop.h"

#include "core/base/all.h"

using namespace std::chrono_literals;
using namespace steward;
using namespace steward::test;

namespace {

constexpr const char *probeStep = R"(-- SPDX-License-Identifier: GPL-3.0-or-later
create table market.probe (id bigint primary key, a int, b text);
alter table market.probe enable row level security;
comment on table market.probe is 'A table of a test';
)";

constexpr const char *probeReads = R"(-- SPDX-License-Identifier: GPL-3.0-or-later
create or replace view api.probe with (security_invoker = true) as select id, a from market.probe;
comment on view api.probe is 'A view of a test';
grant select on api.probe to steward_support;
)";

QByteArray probeFunction(const QByteArray &name, const QByteArray &body)
{
    return "create or replace function guard." + name
        + "(n int) returns int language plpgsql immutable set search_path = pg_catalog, pg_temp as $$ begin return "
        + body + "; end $$;\ncomment on function guard." + name
        + "(int) is 'A function of a test';\nselect guard.allow_function('guard." + name + "(int)', '{}');\n";
}

QByteArray probeTrigger(const QByteArray &name)
{
    return "create or replace function guard." + name
        + "() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin return new; end $$;\n"
          "comment on function guard."
        + name + "() is 'A trigger of a test';\nselect guard.allow_function('guard." + name
        + "()', '{}');\n"
          "create trigger "
        + name + " before insert on market.probe for each row execute function guard." + name + "();\n";
}

/// The program's own version, with a feature "probe" as it was before.
void makeOlder(const Workshop &shop)
{
    shop.write(QStringLiteral("probe/sql/tables/0901_probe.sql"), probeStep);
    shop.write(QStringLiteral("probe/sql/guards.sql"),
               "-- owner: steward_door\n" + probeFunction("probe", "n") + probeFunction("probe_gone", "n"));
    shop.write(QStringLiteral("probe/sql/triggers.sql"), probeTrigger("probe_stays") + probeTrigger("probe_goes"));
    shop.write(QStringLiteral("probe/sql/access.sql"),
               "grant select on market.probe to steward_support, steward_finance;\n"
               "create policy support_reads on market.probe for select to steward_support using (a > 0);\n"
               "create policy finance_reads on market.probe for select to steward_finance using (true);\n");
    shop.write(QStringLiteral("probe/sql/reads.sql"), probeReads);
    shop.write(QStringLiteral("probe/sql/more_reads.sql"),
               "create or replace view api.probe_gone with (security_invoker = true) as select id from api.probe;\n"
               "comment on view api.probe_gone is 'A view of a test';\n");
    shop.order("probe/sql/guards.sql\nprobe/sql/triggers.sql\nprobe/sql/access.sql\nprobe/sql/reads.sql\nprobe/sql/"
               "more_reads.sql\n");
}

/// The same feature a version later: a column changes its type under a view, an index is made beside people at work, a
/// function, a view, a trigger and a policy are no more, others are changed, rights are taken back.
void makeNewer(const Workshop &shop)
{
    const QByteArray order = shop.read(QStringLiteral("schema/apply.order"));
    makeOlder(shop);
    shop.write(QStringLiteral("probe/sql/tables/0903_probe_a.sql"),
               "-- concurrently\ncreate index concurrently if not exists probe_a on market.probe (id, a);\n");
    // The column's policy would hold it; a step that needs that drops it, and the text that made it is displaced.
    shop.write(QStringLiteral("probe/sql/tables/0902_probe_grows.sql"),
               "-- displaces: probe/sql/reads.sql\n-- displaces: probe/sql/access.sql\ndrop view if exists api.probe "
               "cascade;\ndrop policy if exists support_reads on market.probe;\n"
               "alter table market.probe alter a type bigint;\nalter table market.probe drop b, add c text;\n");
    shop.write(QStringLiteral("probe/sql/guards.sql"),
               "-- owner: steward_door\n" + probeFunction("probe", "n + 1") + probeFunction("probe_new", "n"));
    shop.write(QStringLiteral("probe/sql/triggers.sql"), probeTrigger("probe_stays"));
    shop.write(QStringLiteral("probe/sql/access.sql"),
               "revoke all on market.probe from steward_finance;\ngrant select on market.probe to steward_support;\n"
               "create policy support_reads on market.probe for select to steward_support using (a > 1);\n");
    shop.remove(QStringLiteral("probe/sql/more_reads.sql"));
    shop.write(QStringLiteral("schema/apply.order"), order);
    shop.order("probe/sql/guards.sql\nprobe/sql/triggers.sql\nprobe/sql/access.sql\nprobe/sql/reads.sql\n");
}

QByteArray catalogueSql()
{
    QFile file(QStringLiteral(":/tests/catalogue.sql"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What one catalogue has and the other has not, for the message of a failure.
QString difference(const QStringList &a, const QStringList &b)
{
    QStringList lines;
    for (const QString &line : a) {
        if (!b.contains(line))
            lines.append(QStringLiteral("- ") + line);
    }
    for (const QString &line : b) {
        if (!a.contains(line))
            lines.append(QStringLiteral("+ ") + line);
    }
    return lines.mid(0, 12).join(QLatin1Char('\n'));
}

QString wordsOf(const Result<MigrationReport> &report)
{
    return report ? QStringLiteral("it was not refused")
                  : report.error().message + QLatin1Char('\n') + report.error().hint;
}

} // namespace

class MigratorTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptyDatabaseIsMadeInSecondsAndTheNextTimeThereIsNothingToDo()
    {
        const EmptyDatabase database;
        const Workshop shop;
        const auto first = database.migrate(shop.source());
        QVERIFY2(first, qUtf8Printable(wordsOf(first)));
        QCOMPARE(first->steps.size(), shop.source().steps().size());
        QVERIFY2(first->elapsed_ms < 10s, qUtf8Printable(QString::number(first->elapsed_ms.count())));
        const auto second = database.migrate(shop.source());
        QVERIFY(second);
        QCOMPARE(second->steps, QStringList());
        QCOMPARE(second->texts, QStringList());
        QCOMPARE(second->dropped, QStringList());
        qInfo("fresh %lld ms, again %lld ms", static_cast<long long>(first->elapsed_ms.count()),
              static_cast<long long>(second->elapsed_ms.count()));
    }

    /// The test that guards all of upgrading.
    void anUpgradedCatalogueEqualsAFreshOne()
    {
        const Workshop older;
        makeOlder(older);
        const Workshop newer;
        makeNewer(newer);
        const EmptyDatabase upgraded;
        auto done = upgraded.migrate(older.source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        done = upgraded.migrate(newer.source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QVERIFY(done->dropped.contains(QStringLiteral("function guard.probe_gone(integer)")));
        QVERIFY(done->dropped.contains(QStringLiteral("function guard.probe_goes()")));
        QVERIFY(done->dropped.contains(QStringLiteral("view api.probe_gone")));
        QVERIFY(done->dropped.contains(QStringLiteral("trigger probe_goes on market.probe")));
        QVERIFY(done->dropped.contains(QStringLiteral("policy finance_reads on market.probe")));
        const EmptyDatabase fresh;
        done = fresh.migrate(newer.source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));

        const QStringList a = upgraded.column(catalogueSql());
        const QStringList b = fresh.column(catalogueSql());
        QVERIFY(a.size() > 500);
        QVERIFY2(a == b, qUtf8Printable(difference(a, b)));
    }

    /// Every operation was once new, and each may be taken out again.
    void anOperationThatIsNoMoreLeavesTheCatalogueOfOperations()
    {
        const Workshop with;
        const QByteArray operation
            = "-- owner: steward_door\ncreate or replace function op.probe() returns jsonb language plpgsql volatile "
              "set search_path = pg_catalog, pg_temp as $$ begin return '{}'; end $$;\n"
              "comment on function op.probe() is 'An operation of a test';\nselect guard.declare_operation('probe', "
              "null, 'Probe', 'Does nothing.');\n"
              "select guard.allow_operation('probe', array['steward_support']);\n";
        with.write(QStringLiteral("probe/sql/operations/probe.sql"), operation);
        with.order("probe/sql/operations/*.sql\n");
        const EmptyDatabase database;
        auto done = database.migrate(with.source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QCOMPARE(database.value("select count(*) from market.operation where name = 'probe'"), QStringLiteral("1"));
        done = database.migrate(Workshop().source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QVERIFY(done->dropped.contains(QStringLiteral("function op.probe()")));
        QCOMPARE(database.value("select count(*) from market.operation where name = 'probe'"), QStringLiteral("0"));
    }

    void aDryRunDoesAllAndLeavesNothing()
    {
        const EmptyDatabase database;
        const Workshop shop;
        auto done = database.migrate(shop.source(), true);
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QCOMPARE(done->steps.size(), shop.source().steps().size());
        QCOMPARE(database.value("select count(*) from pg_namespace where nspname in ('market', 'guard', 'op', 'api')"),
                 QStringLiteral("0"));
    }

    void aFaultInAnyFileLeavesTheDatabaseAsItWasAndNamesTheLine()
    {
        const EmptyDatabase database;
        const Workshop shop;
        QVERIFY(database.migrate(shop.source()));
        const QStringList before = database.column(catalogueSql());
        makeOlder(shop);
        shop.write(QStringLiteral("probe/sql/access.sql"),
                   "-- one\n-- two\n\ngrant select on market.probe to steward_support;\n\ncreate policy broken on "
                   "market.probe using (no_such_column > 0);\n");
        const auto done = database.migrate(shop.source());
        QVERIFY(!done);
        QVERIFY2(done.error().message.startsWith(QLatin1String("probe/sql/access.sql, line 6: ")),
                 qUtf8Printable(done.error().message));
        QVERIFY2(done.error().message.contains(QLatin1String("no_such_column")), qUtf8Printable(done.error().message));
        QCOMPARE(database.column(catalogueSql()), before);
    }

    void aStepThatWasEditedAfterwardsIsRefused()
    {
        const EmptyDatabase database;
        const Workshop shop;
        makeOlder(shop);
        QVERIFY(database.migrate(shop.source()));
        shop.write(QStringLiteral("probe/sql/tables/0901_probe.sql"), QByteArray(probeStep) + "-- an afterthought\n");
        const auto done = database.migrate(shop.source());
        QVERIFY(!done);
        QVERIFY(done.error().kind == Error::Kind::Refused);
        QVERIFY2(done.error().message.contains(QLatin1String("0901_probe.sql was edited")),
                 qUtf8Printable(done.error().message));
        QVERIFY2(done.error().hint.contains(QLatin1String("new step")), qUtf8Printable(done.error().hint));
    }

    void aDatabaseNewerThanTheProgramIsRefused()
    {
        const EmptyDatabase database;
        const Workshop newer;
        makeOlder(newer);
        QVERIFY(database.migrate(newer.source()));
        const auto done = database.migrate(Workshop().source());
        QVERIFY(!done);
        QVERIFY(done.error().kind == Error::Kind::Refused);
        QVERIFY2(done.error().message.contains(QLatin1String("newer Steward"))
                     && done.error().message.contains(QLatin1String("0901")),
                 qUtf8Printable(done.error().message));
        QCOMPARE(database.value("select count(*) from market.schema_step where number = 901"), QStringLiteral("1"));
    }

    void whatBreaksTheRulesIsRefusedBeforeItIsCommitted()
    {
        const EmptyDatabase database;
        const Workshop shop;
        makeOlder(shop);
        shop.write(QStringLiteral("probe/sql/guards.sql"),
                   "-- owner: steward_door\ncreate or replace function guard.probe(n int) returns int language sql "
                   "immutable as 'select 1';\n");
        const auto done = database.migrate(shop.source());
        QVERIFY(!done);
        QVERIFY(done.error().kind == Error::Kind::Refused);
        QVERIFY2(done.error().message.contains(QLatin1String("search_path")), qUtf8Printable(done.error().message));
        QCOMPARE(database.value("select to_regclass('market.probe') is null"), QStringLiteral("t"));
    }

    void twoMigrationsAtOnceAreOneMigration()
    {
        const EmptyDatabase database;
        const Workshop shop;
        Migrator first(database.dsn(), shop.source());
        Migrator second(database.dsn(), shop.source());
        Migrator::Options options;
        options.installation = QStringLiteral("simulation");
        QObject context;
        std::optional<Result<MigrationReport>> one;
        std::optional<Result<MigrationReport>> two;
        const auto asked = deliver(first.migrate(options), &context,
                                   [&](Result<MigrationReport> report) { one = std::move(report); });
        const auto askedToo = deliver(second.migrate(options), &context,
                                      [&](Result<MigrationReport> report) { two = std::move(report); });
        QTRY_VERIFY_WITH_TIMEOUT(one && two, 60'000);
        QVERIFY2(*one, qUtf8Printable(wordsOf(*one)));
        QVERIFY2(*two, qUtf8Printable(wordsOf(*two)));
        QCOMPARE((*one)->steps.size() + (*two)->steps.size(), shop.source().steps().size());
    }

    /// An export holds locks on views for minutes. Functions are replaced under it; views only when they changed.
    void anOpenExportHoldsNobodyUp()
    {
        const EmptyDatabase database;
        const Workshop shop;
        makeOlder(shop);
        QVERIFY(database.migrate(shop.source()));
        const auto reader = answerTo(signIn(database.dsn()));
        QVERIFY(answerTo((*reader)->run(once("begin"))));
        QVERIFY(answerTo((*reader)->run(once("select * from api.probe"))));
        shop.write(QStringLiteral("probe/sql/guards.sql"),
                   "-- owner: steward_door\n" + probeFunction("probe", "n + 7") + probeFunction("probe_gone", "n"));
        auto done = database.migrate(shop.source(), false, 5s);
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QCOMPARE(database.value("select guard.probe(1)"), QStringLiteral("8"));

        // A view that did change has to wait; it does not wait for ever, and says why.
        shop.write(QStringLiteral("probe/sql/reads.sql"),
                   QByteArray(probeReads).replace("select id, a ", "select id, a, b "));
        done = database.migrate(shop.source(), false, 2s);
        QVERIFY(!done);
        QVERIFY2(done.error().kind == Error::Kind::Busy, qUtf8Printable(wordsOf(done)));

        // It gets through as soon as the export is over.
        QTimer::singleShot(1'500, reader->get(), [&] { reader->get()->close(); });
        done = database.migrate(shop.source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QCOMPARE(database.value("select count(*) from pg_attribute where attrelid = 'api.probe'::regclass"),
                 QStringLiteral("3"));
    }

    void anIndexIsMadeBesideWritersAndAgainAfterATryThatFailed()
    {
        const EmptyDatabase database;
        const Workshop older;
        makeOlder(older);
        QVERIFY(database.migrate(older.source()));
        // What a cancelled build leaves: an index that exists, and is not used.
        database.column("create index probe_a on market.probe (id)");
        database.column("update pg_index set indisvalid = false where indexrelid = 'market.probe_a'::regclass");
        const auto writer = answerTo(signIn(database.dsn()));
        QVERIFY(answerTo((*writer)->run(once("insert into market.probe (id, a) values (1, 1)"))));
        const Workshop newer;
        makeNewer(newer);
        const auto done = database.migrate(newer.source());
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QCOMPARE(database.value("select indisvalid from pg_index where indexrelid = 'market.probe_a'::regclass"),
                 QStringLiteral("t"));
        QVERIFY(
            database.value("select pg_get_indexdef('market.probe_a'::regclass)").contains(QLatin1String("(id, a)")));
    }

    void onlyASuperuserMigrates()
    {
        const EmptyDatabase database;
        QVERIFY(database.migrate(Workshop().source()));
        Migrator migrator(withUser(database.dsn(), QStringLiteral("steward_worker")), Workshop().source());
        const auto done = answerTo(migrator.migrate(Migrator::Options()));
        QVERIFY(!done);
        QVERIFY2(done.error().kind == Error::Kind::Forbidden || done.error().kind == Error::Kind::Unauthenticated,
                 qUtf8Printable(wordsOf(done)));
    }

    void theKindOfAnInstallationIsFixedForGood()
    {
        const EmptyDatabase database;
        const Workshop shop;
        QVERIFY(database.migrate(shop.source())); // a simulation
        Migrator migrator(database.dsn(), shop.source());
        Migrator::Options options;
        options.installation = QStringLiteral("production");
        QVERIFY(answerTo(migrator.migrate(options), 60'000));
        QCOMPARE(database.value("select kind from market.installation"), QStringLiteral("simulation"));
        QCOMPARE(database.value("select guard.schema_version()"), shop.source().version(QStringLiteral("simulation")));
        QVERIFY(database.value("select pg_get_functiondef('guard.clock()'::regprocedure)")
                    .contains(QLatin1String("simulation_clock")));
    }

    void aProductionHasNoSimulatedClock()
    {
        const EmptyDatabase database;
        const SchemaSource source = Workshop().source();
        Migrator migrator(database.dsn(), source);
        auto done = answerTo(migrator.migrate(Migrator::Options()), 60'000);
        QVERIFY2(done, qUtf8Printable(wordsOf(done)));
        QCOMPARE(database.value("select kind from market.installation"), QStringLiteral("production"));
        QCOMPARE(database.value("select api.schema_version()"), source.version(QStringLiteral("production")));
        QCOMPARE(database.value("select to_regproc('guard.simulate') is null"), QStringLiteral("t"));
        const auto status = answerTo(migrator.status());
        QVERIFY(status && status->texts.isEmpty() && status->steps.isEmpty());
    }

    void theStatusSaysWhatThereIsToDo()
    {
        const EmptyDatabase database;
        const Workshop shop;
        const auto before = answerTo(Migrator(database.dsn(), shop.source()).status());
        QVERIFY(before);
        QCOMPARE(before->steps.size(), shop.source().steps().size());
        QVERIFY(database.migrate(shop.source()));
        makeOlder(shop);
        const auto after = answerTo(Migrator(database.dsn(), shop.source()).status());
        QVERIFY(after);
        QCOMPARE(after->steps, QStringList { QStringLiteral("probe/sql/tables/0901_probe.sql") });
        QCOMPARE(after->texts.size(), 5);
    }

    void onlyWhatThisProgramLeftAsItIsIsCurrent()
    {
        const EmptyDatabase database;
        const Workshop shop;
        const auto isCurrent = [&] { return answerTo(Migrator(database.dsn(), shop.source()).isCurrent()).value(); };
        QVERIFY(!isCurrent());
        QVERIFY(database.migrate(shop.source()));
        QVERIFY(isCurrent());

        makeOlder(shop);
        QVERIFY(!isCurrent()); // a step and texts are missing
        QVERIFY(database.migrate(shop.source()));
        QVERIFY(isCurrent());
        shop.write(QStringLiteral("probe/sql/reads.sql"), QByteArray(probeReads) + "-- changed\n");
        QVERIFY(!isCurrent());
        shop.write(QStringLiteral("probe/sql/reads.sql"), probeReads);
        QVERIFY(isCurrent());
        shop.write(QStringLiteral("schema/apply.order"), Workshop().read(QStringLiteral("schema/apply.order")));
        for (const char *text : { "guards", "triggers", "access", "reads", "more_reads" })
            shop.remove(QStringLiteral("probe/sql/%1.sql").arg(QLatin1String(text)));
        QVERIFY(!isCurrent()); // texts are left over
        QVERIFY(database.migrate(shop.source()));
        QVERIFY(isCurrent());

        QCOMPARE(database.value("update market.schema_head set program = '0.0.1'"), QString());
        QVERIFY(!isCurrent()); // an older program's
        QVERIFY(database.migrate(shop.source()));
        QVERIFY(isCurrent());
        QCOMPARE(database.value("do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$"), QString());
        QVERIFY(!isCurrent()); // a copy begins with PostgreSQL's own rights
    }

    void aMigrationThatLosesItsLinkLeavesTheDatabaseAsItWas()
    {
        const EmptyDatabase database;
        const Workshop shop;
        QVERIFY(database.migrate(shop.source()));
        const QStringList before = database.column(catalogueSql());
        makeOlder(shop);
        shop.write(QStringLiteral("probe/sql/tables/0901_probe.sql"),
                   QByteArray(probeStep) + "select pg_terminate_backend(pg_backend_pid());\n");
        const auto done = database.migrate(shop.source());
        QVERIFY(!done);
        QCOMPARE(database.column(catalogueSql()), before);
    }
};

QTEST_GUILESS_MAIN(MigratorTest)
#include "migrator_test.moc"
