// SPDX-License-Identifier: GPL-3.0-or-later
// stewardctl as scripts and people meet it: what it prints, how it exits, what it leaves in the database.
#include "tests/support/cluster.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace steward::test;

namespace {

struct Outcome {
    int status = -1;
    QString out;
    QString err;
};

Outcome run(const QStringList &words, int limit_ms = 120'000)
{
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/stewardctl"), words);
    Outcome outcome;
    if (process.waitForFinished(limit_ms) && process.exitStatus() == QProcess::NormalExit)
        outcome.status = process.exitCode();
    outcome.out = QString::fromUtf8(process.readAllStandardOutput());
    outcome.err = QString::fromUtf8(process.readAllStandardError());
    return outcome;
}

QStringList on(const TestDatabase &database, const QStringList &words)
{
    return words
        + QStringList { QStringLiteral("--dsn"), database.dsn(), QStringLiteral("--database"), database.name() };
}

/// Everything that a simulation makes and that a person would see; without what is random or a clock.
QStringList marketplace(const TestDatabase &database)
{
    return database.column(
        u"select format('%s %s %s %s %s %s %s, %s of %s', b.state, b.starts_at, l.title, p.display_name, r.name, b.price, "
        u"b.currency, (select y.refunded from market.payment y where y.booking_id = b.id), (select y.captured from market.payment y where y.booking_id = b.id)) "
        "from market.booking b join market.listing l on l.id = b.listing_id join market.customer c on c.id = "
        "b.customer_id "
        "join market.person p on p.id = c.person_id join market.provider r on r.id = b.provider_id order by 1");
}

/// What its operators did.
QStringList desks(const TestDatabase &database)
{
    return database.column(u"select format('%s %s %s %s: %s', a.login, a.operation, a.reason_code, a.for_kind, count(*)) from market.audit_entry a "
                           u"where a.actor_kind = 'operator' group by a.login, a.operation, a.reason_code, a.for_kind order by 1");
}

} // namespace

class CtlTest : public QObject {
    Q_OBJECT

private slots:
    void aWrongCommandLineIsToldAndExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const char *words, const char *told) {
            QTest::newRow(name) << QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                << QString::fromLatin1(told);
        };
        row("no command", "", "Usage");
        row("unknown command", "florble", "There is no command \"florble\"");
        row("unknown option", "migrate --florble", "florble");
        row("a word too many", "verify now", "one word too many");
        row("cluster what", "cluster", "start, stop, status");
        row("remove without yes", "cluster remove --data /tmp/steward-nowhere", "--yes");
        row("bookings that are no number", "simulate --bookings many", "whole number");
        row("fewer than no bookings", "simulate --bookings -4", "whole number");
        row("a moment that is none", "simulate --as-of yesterday", "--as-of");
        row("operator who", "operator create", "whom");
        row("a kind that is none", "migrate --data /tmp/steward-nowhere --dsn host=/nowhere --installation toy",
            "simulation or production");
    }

    void aWrongCommandLineIsToldAndExitsWithTwo()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, told);
        const Outcome outcome = run(words);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.err.contains(told), qUtf8Printable(outcome.err));
        QCOMPARE(outcome.out, QString());
    }

    void helpTellsTheExitStatuses_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command : { "cluster", "migrate", "operator", "simulate", "verify" })
            QTest::newRow(command) << QString::fromLatin1(command);
    }

    void helpTellsTheExitStatuses()
    {
        QFETCH(QString, command);
        const Outcome outcome = run({ command, QStringLiteral("--help") });
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.contains(QLatin1String("Exit status:")));
        QVERIFY2(outcome.out.startsWith(QStringLiteral("Usage: stewardctl %1 [options]").arg(command)), qUtf8Printable(outcome.out));
        QVERIFY(run({ QStringLiteral("--help") }).out.contains(command));
    }

    void aClusterThatDoesNotRunExitsWithThree()
    {
        const QString nowhere = QStringLiteral("/tmp/steward-nowhere");
        const Outcome status
            = run({ QStringLiteral("cluster"), QStringLiteral("status"), QStringLiteral("--data"), nowhere });
        QCOMPARE(status.status, 3);
        QVERIFY(status.out.startsWith(QLatin1String("absent: ")));
        const Outcome migrate = run({ QStringLiteral("migrate"), QStringLiteral("--data"), nowhere });
        QCOMPARE(migrate.status, 3);
        QVERIFY2(migrate.err.contains(QLatin1String("cluster start")), qUtf8Printable(migrate.err));
        QVERIFY(!QFileInfo::exists(nowhere));
    }

    void everyInvariantHoldsOnceAPastWasLived()
    {
        TestDatabase database;
        const Outcome lived = run(on(database,
                                    { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("120"),
                                      QStringLiteral("--seed"), QStringLiteral("7") }));
        QVERIFY2(lived.status == 0, qUtf8Printable(lived.out + lived.err));
        QCOMPARE(database.value(u"select count(*) from market.booking"), QStringLiteral("120"));
        // It came through the door: every booking was made by a customer, with an audit entry.
        QCOMPARE(database.value(
                     u"select count(*) from market.audit_entry where operation = 'book' and actor_kind = 'customer'"),
                 QStringLiteral("120"));
        QCOMPARE(database.value(u"select count(*) from market.timer where state = 'pending' and parked_at is null and "
                                u"due < guard.clock() - interval '10 seconds'"),
                 QStringLiteral("0"));
        QCOMPARE(database.value(u"select ahead from market.simulation_clock"), QStringLiteral("00:00:00"));
        QCOMPARE(
            database.value(u"select string_agg(login, ' ' order by login) from market.operator where active"),
            QStringLiteral("administrator auditor finance finance_second operations operations_one_market support"));
        QCOMPARE(database.value(
                     u"select count(distinct decimals) from market.booking join market.currency on code = currency"),
                 QStringLiteral("3"));

        QCOMPARE(database.value(u"select count(*) filter (where a.id is null) from market.provider p left join market.payout_account a "
                                u"on a.provider_id = p.id and a.replaced_at is null"),
                 QStringLiteral("0"));

        const Outcome verify = run(on(database, { QStringLiteral("verify") }));
        QVERIFY2(verify.status == 0, qUtf8Printable(verify.out + verify.err));
        const QStringList lines = verify.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 10);
        for (const QString &line : lines) // of so few bookings some line may be about nothing, which it says
            QVERIFY2(line.startsWith(QLatin1String("holds ")) || (line.startsWith(QLatin1String("empty ")) && line.contains(QLatin1String(": nothing to check ("))),
                     qUtf8Printable(line));

        const Outcome again
            = run(on(database, { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("120") }));
        QCOMPARE(again.status, 0);
        QVERIFY2(again.out.contains(QLatin1String("already holds a marketplace")), qUtf8Printable(again.out));
        QCOMPARE(database.value(u"select count(*) from market.booking"), QStringLiteral("120"));

        const int acts = database.value(u"select count(*) from market.audit_entry").toInt();
        const Outcome present = run(on(database, { QStringLiteral("live"), QStringLiteral("--acts"), QStringLiteral("15"), QStringLiteral("--every"), QStringLiteral("0") }));
        QVERIFY2(present.status == 0 && present.out.contains(QLatin1String("\n15 acts")), qUtf8Printable(present.out + present.err));
        QCOMPARE(database.value(u"select count(*) from market.audit_entry").toInt(), acts + 15);
        QCOMPARE(run(on(database, { QStringLiteral("verify") })).status, 0);
    }

    void aBrokenInvariantIsNamedAndExitsWithFour()
    {
        TestDatabase database;
        database.run(u"create function guard.invariant_test() returns table (figure text, holds boolean, checked bigint) language sql "
                     u"as $$ select '3 astray', false, 3::bigint $$");
        database.run(u"comment on function guard.invariant_test() is 'Nothing is astray'");
        const Outcome verify = run(on(database, { QStringLiteral("verify") }));
        QCOMPARE(verify.status, 4);
        QVERIFY2(verify.out.contains(QLatin1String("BROKEN  Nothing is astray: 3 astray")), qUtf8Printable(verify.out));
        // And with it "Nothing in the schema breaks its rules": the planted function is open to everybody.
        QVERIFY2(verify.err.contains(QLatin1String("2 of ")), qUtf8Printable(verify.err));
    }

    /// What is asked of nothing holds, but shows nothing: a line that says only that it holds would be believed.
    void whatIsAskedOfNothingSaysSo()
    {
        TestDatabase database;
        const Outcome verify = run(on(database, { QStringLiteral("verify") }));
        QVERIFY2(verify.status == 0, qUtf8Printable(verify.out + verify.err));
        QVERIFY2(verify.out.contains(QLatin1String("empty   What was approved ran at the word of a second person: nothing to check (0 approved, 0 by no second person)\n")),
                 qUtf8Printable(verify.out));
        const Outcome lived = run(on(database, { QStringLiteral("verify"), QStringLiteral("--lived") }));
        QCOMPARE(lived.status, 4);
        QVERIFY2(lived.err.contains(QLatin1String("invariants had nothing to check")), qUtf8Printable(lived.err));
        QCOMPARE(lived.out, verify.out);
    }

    void theSameSeedMakesTheSameMarketplace()
    {
        const QStringList words { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("30"),
                                  QStringLiteral("--as-of"), QStringLiteral("2026-06-01T12:00:00Z") };
        TestDatabase one;
        TestDatabase two;
        TestDatabase three;
        for (const TestDatabase *database : { &one, &two }) {
            const Outcome lived = run(on(*database, words));
            QVERIFY2(lived.status == 0, qUtf8Printable(lived.out + lived.err));
        }
        const Outcome other = run(on(three, words + QStringList { QStringLiteral("--seed"), QStringLiteral("2") }));
        QVERIFY2(other.status == 0, qUtf8Printable(other.out + other.err));
        QCOMPARE(marketplace(one), marketplace(two));
        QVERIFY(desks(one).size() > 5);
        QCOMPARE(desks(one), desks(two));
        QVERIFY(marketplace(one) != marketplace(three));
    }

    /// A marketplace of people passes; one whose people are all alike has none of what makes one.
    void theShapeTellsPeopleFromChance()
    {
        const QStringList words { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("300"),
                                  QStringLiteral("--as-of"), QStringLiteral("2026-06-01T12:00:00Z"), QStringLiteral("--seed"), QStringLiteral("7") };
        TestDatabase people;
        TestDatabase alike;
        Outcome lived = run(on(people, words), 400'000);
        QVERIFY2(lived.status == 0, qUtf8Printable(lived.out + lived.err));
        lived = run(on(alike, words + QStringList { QStringLiteral("--uniform") }), 400'000);
        QVERIFY2(lived.status == 0, qUtf8Printable(lived.out + lived.err));

        const Outcome shape = run(on(people, { QStringLiteral("verify"), QStringLiteral("--shape") }));
        QVERIFY2(shape.status == 0, qUtf8Printable(shape.out + shape.err));
        QCOMPARE(shape.out.count(QLatin1String("holds ")), 5); // so few providers leave no choice to come back from, nor is there a season
        for (const char *figure : { "settled", "Booked ahead", "Price in JPY", "booked more than once", "providers have", "Sun ", "are seats", "absences with" })
            QVERIFY2(shape.out.contains(QLatin1String(figure)), figure);
        // What seldom happens has happened as well.
        QCOMPARE(people.value(u"select count(*) > 0 from market.timer where parked_at is not null"), QStringLiteral("t"));
        QCOMPARE(people.value(u"select count(*) > 0 from market.gateway_intent where state = 'failed'"), QStringLiteral("t"));
        QCOMPARE(people.value(u"select count(*) > 0 from market.event where action = 'propose_reschedule'"), QStringLiteral("t"));
        QCOMPARE(people.value(u"select count(*) > 0 from market.session where taken > 1"), QStringLiteral("t"));
        QCOMPARE(people.value(u"select count(*) > 0 from market.audit_entry where operation = 'provider_away' and actor_kind = 'operator'"), QStringLiteral("t"));
        QCOMPARE(people.value(u"select string_agg(s, ' ') from unnest(array['cancelled', 'declined', 'disputed', 'expired', 'no_show', "
                              u"'settled']) s where not exists (select from market.event where entity = 'booking' and to_state = s)"),
                 QString());

        // Operators do what only they can, as themselves: nothing of it is left that verify asks of nothing.
        const Outcome proven = run(on(people, { QStringLiteral("verify"), QStringLiteral("--lived") }));
        QVERIFY2(proven.status == 0, qUtf8Printable(proven.out + proven.err));
        QCOMPARE(people.value(u"select string_agg(s, ' ') from unnest(array['approved', 'rejected', 'withdrawn', 'expired']) s where not exists (select from market.proposal p "
                              u"where p.state = s and p.operation = 'override_cancel' and p.reason_code is not null and (s = 'expired') = (p.changed_at - p.proposed_at > interval 'PT10H'))"),
                 QString());
        QCOMPARE(people.value(u"select string_agg(format('%s by %s', o, l), ', ') from (values ('override_cancel', 'support'), ('override_cancel', 'operations'), ('override_complete', 'operations'), "
                              u"('override_extend', 'support'), ('override_reprice', 'finance'), ('goodwill_credit', 'support'), ('reveal_contact', 'finance'), ('reveal_contact', 'auditor')) h (o, l) "
                              u"where not exists (select from market.audit_entry a where a.operation = o and a.login = l and a.actor_kind = 'operator' and a.reason_code is not null)"),
                 QString());
        QCOMPARE(people.value(u"select string_agg(format('%s for a %s', o, k), ', ') from (values ('accept', 'provider'), ('complete', 'provider'), ('confirm_completion', 'customer')) h (o, k) "
                              u"where not exists (select from market.audit_entry a where a.operation = o and a.for_kind = k and a.reason_code = 'by_telephone')"),
                 QString());

        const Outcome uniform = run(on(alike, { QStringLiteral("verify"), QStringLiteral("--shape") }));
        QCOMPARE(uniform.status, 4);
        for (const char *missing : { "BROKEN  The top", "BROKEN  The weekdays", "BROKEN  0.0 % of the bookings are seats", "BROKEN  0 absences" })
            QVERIFY2(uniform.out.contains(QLatin1String(missing)), qUtf8Printable(uniform.out));
        QVERIFY2(uniform.err.contains(QLatin1String("no marketplace of people")), qUtf8Printable(uniform.err));
    }

    /// Whoever does not want to wait has a marketplace of the last days, at the present, with something ahead.
    void aSimulationThatIsInterruptedStartsNow()
    {
        TestDatabase database;
        QProcess hurried;
        hurried.start(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/stewardctl"),
                      on(database, { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("250"),
                                     QStringLiteral("--days"), QStringLiteral("150") }));
        QTRY_VERIFY_WITH_TIMEOUT(database.value(u"select count(*) from market.booking").toInt() > 3, 60'000);
        ::kill(static_cast<pid_t>(hurried.processId()), SIGINT);
        QVERIFY(hurried.waitForFinished(120'000));
        const QString said = QString::fromUtf8(hurried.readAllStandardOutput() + hurried.readAllStandardError());
        QVERIFY2(hurried.exitStatus() == QProcess::NormalExit && hurried.exitCode() == 0, qUtf8Printable(said));
        QVERIFY2(said.contains(QLatin1String("Leaving out the rest of the history")), qUtf8Printable(said));
        QVERIFY(database.value(u"select count(*) from market.booking").toInt() < 250);
        QCOMPARE(database.value(u"select ahead from market.simulation_clock"), QStringLiteral("00:00:00"));
        QCOMPARE(database.value(u"select count(*) > 0 from market.booking where created_at > now() - interval '10 days' and starts_at > now()"), QStringLiteral("t"));
        const Outcome verify = run(on(database, { QStringLiteral("verify") }));
        QVERIFY2(verify.status == 0, qUtf8Printable(verify.out));
    }

    /// Half a marketplace is worth nothing, and its clock stands in the past: the next one begins again.
    void aSimulationThatWasKilledStartsOver()
    {
        TestDatabase database;
        const QStringList words
            = on(database, { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("40") });
        QProcess killed;
        killed.start(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/stewardctl"), words);
        QTRY_VERIFY_WITH_TIMEOUT(database.value(u"select count(*) from market.booking").toInt() > 3, 60'000);
        killed.kill();
        killed.waitForFinished();
        QVERIFY(database.value(u"select count(*) from market.booking").toInt() < 40);
        const Outcome again = run(words);
        QVERIFY2(again.status == 0, qUtf8Printable(again.err));
        QVERIFY2(again.out.contains(QLatin1String("interrupted; starting over")), qUtf8Printable(again.out));
        QCOMPARE(database.value(u"select count(*) from market.booking"), QStringLiteral("40"));
        const Outcome verify = run(on(database, { QStringLiteral("verify") }));
        QVERIFY2(verify.status == 0, qUtf8Printable(verify.out));
    }

    void aProductionIsNeverFilled()
    {
        TestDatabase database;
        const QString name = database.name() + QStringLiteral("_production");
        database.run(QString(QStringLiteral("create database %1")).arg(name));
        const QStringList there { QStringLiteral("--dsn"), database.dsn(), QStringLiteral("--database"), name };
        const Outcome migrate = run(
            QStringList { QStringLiteral("migrate"), QStringLiteral("--installation"), QStringLiteral("production") }
            + there);
        QVERIFY2(migrate.status == 0, qUtf8Printable(migrate.err));
        const Outcome lived
            = run(QStringList { QStringLiteral("simulate"), QStringLiteral("--bookings"), QStringLiteral("1") } + there);
        const Outcome reset = run(QStringList { QStringLiteral("simulate"), QStringLiteral("--reset"),
                                                QStringLiteral("--bookings"), QStringLiteral("1") }
                                  + there);
        const Outcome status = run(QStringList { QStringLiteral("migrate"), QStringLiteral("--status") } + there);
        database.run(QString(QStringLiteral("drop database %1 with (force)")).arg(name));
        QCOMPARE(lived.status, 1);
        QVERIFY2(lived.err.contains(QLatin1String("production")), qUtf8Printable(lived.err));
        QCOMPARE(reset.status, 1);
        QVERIFY2(reset.err.contains(QLatin1String("production")), qUtf8Printable(reset.err));
        QCOMPARE(status.status, 0);
    }

    void operatorsAreMadeThroughTheDoor()
    {
        TestDatabase database;
        const QString login = database.login(QStringLiteral("mira"));
        Outcome made = run(on(database,
                              { QStringLiteral("operator"), QStringLiteral("create"), login, QStringLiteral("--name"),
                                QStringLiteral("Mira Šimić"), QStringLiteral("--group"), QStringLiteral("support"),
                                QStringLiteral("--market"), QStringLiteral("DE") }));
        QVERIFY2(made.status == 0, qUtf8Printable(made.err));
        QCOMPARE(
            database.value(
                QString(QStringLiteral(
                            "select name || groups::text || markets::text from market.operator where login = '%1'"))
                    .arg(login)),
            QStringLiteral("Mira Šimić{steward_support}{1}"));
        made = run(on(database,
                      { QStringLiteral("operator"), QStringLiteral("grant"), login, QStringLiteral("--group"),
                        QStringLiteral("finance"), QStringLiteral("--market"), QStringLiteral("jp") }));
        QVERIFY2(made.status == 0, qUtf8Printable(made.err));
        QCOMPARE(
            database.value(
                QString(QStringLiteral("select markets::text from market.operator where login = '%1'")).arg(login)),
            QStringLiteral("{1,3}"));
        made = run(on(database, { QStringLiteral("operator"), QStringLiteral("disable"), login }));
        QVERIFY2(made.status == 0, qUtf8Printable(made.err));
        QCOMPARE(
            database.value(QString(QStringLiteral("select rolcanlogin from pg_roles where rolname = '%1'")).arg(login)),
            QStringLiteral("f"));

        const Outcome unknown
            = run(on(database,
                     { QStringLiteral("operator"), QStringLiteral("disable"), QStringLiteral("nobody_of_that_name") }));
        QCOMPARE(unknown.status, 1);
        QVERIFY2(unknown.err.contains(QLatin1String("There is no operator")), qUtf8Printable(unknown.err));
        const Outcome nowhere
            = run(on(database,
                     { QStringLiteral("operator"), QStringLiteral("create"), login + QStringLiteral("2"),
                       QStringLiteral("--group"), QStringLiteral("support"), QStringLiteral("--market"),
                       QStringLiteral("XX") }));
        QCOMPARE(nowhere.status, 1);
        QVERIFY2(nowhere.err.contains(QLatin1String("There is no market \"XX\"")), qUtf8Printable(nowhere.err));
    }
};

QTEST_GUILESS_MAIN(CtlTest)
#include "ctl_test.moc"
