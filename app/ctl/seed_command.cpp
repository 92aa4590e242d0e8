// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/seed/player.h"
#include "app/ctl/seed/sandbox.h"
#include "core/base/sleep.h"
#include "core/schema/migrator.h"
#include "core/schema/sql.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace steward::ctl {
namespace {

/// What stands in the database before the seed.
struct Ground {
    Ground() = default;
    bool isSimulation = false;
    bool isInterrupted = false; ///< a simulation that has begun and not reached the present
    qint64 bookings = 0;
};

Task<Result<Ground>> look(QString dsn)
{
    const auto signedIn = co_await signIn(dsn);
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    Connection &session = **signedIn;
    auto known = co_await session.run(
        once("select to_regclass('market.booking') is not null and to_regclass('market.installation') is not null"));
    if (!known)
        co_return std::unexpected(known.error());
    if (textOf(known->at(0), 0) != QLatin1String("t"))
        co_return std::unexpected(Error(Error::Kind::Refused, QStringLiteral("The database was not migrated yet."),
                                        QStringLiteral("Run \"stewardctl migrate\" first.")));
    auto found = co_await session.run(once("select i.kind = 'simulation', coalesce((select c.ahead < interval '0' from "
                                           "market.simulation_clock c), false), "
                                           "(select count(*) from market.booking) from market.installation i"));
    if (!found)
        co_return std::unexpected(found.error());
    Ground ground;
    if (found->size() == 1) {
        ground.isSimulation = textOf(found->at(0), 0) == QLatin1String("t");
        ground.isInterrupted = textOf(found->at(0), 1) == QLatin1String("t");
        ground.bookings = textOf(found->at(0), 2).toLongLong();
    }
    co_return ground;
}

/// Drops the database with all that is in it, and makes and migrates it anew.
Task<Result<bool>> begin(const Arguments &arguments, QString dsn)
{
    const QString name = arguments.value(QStringLiteral("database"));
    const auto signedIn = co_await signIn(dsn + QStringLiteral(" dbname=postgres"));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    Connection &session = **signedIn;
    const QByteArray quoted = '"' + name.toUtf8().replace('"', "\"\"") + '"';
    auto done = co_await session.run(once("drop database if exists " + quoted + " with (force)"));
    if (done)
        done = co_await session.run(once("create database " + quoted));
    if (!done)
        co_return std::unexpected(done.error());
    auto source = SchemaSource::embedded();
    if (!source)
        co_return std::unexpected(source.error());
    Migrator migrator(dsn, *source);
    auto migrated = co_await migrator.migrate(Migrator::Options::demonstration());
    if (!migrated)
        co_return std::unexpected(migrated.error());
    co_return true;
}

Task<Result<bool>> play(const Arguments &arguments, QString dsn, int bookings, quint64 seed, QDateTime present)
{
    QElapsedTimer clock;
    clock.start();
    auto plan = makePlan(bookings, seed, present);
    if (!plan)
        co_return std::unexpected(plan.error());
    SeedLogins logins;
    logins.superuser = dsn;
    logins.publicGate = withUser(dsn, QStringLiteral("steward_gate_public"));
    logins.adminGate = withUser(dsn, QStringLiteral("steward_gate_admin"));
    logins.worker = withUser(dsn, QStringLiteral("steward_worker"));
    // Beside the private cluster; elsewhere its file is of no use to anybody afterwards.
    const QTemporaryDir elsewhere;
    Sandbox sandbox(arguments.has(QStringLiteral("dsn")) ? elsewhere.path() : clusterOf(arguments).folder().sandboxFolder());
    const auto gateway = co_await sandbox.start();
    if (!gateway)
        co_return std::unexpected(gateway.error());
    Player player(std::move(*plan), logins, *gateway, seed, [](const QString &sentence) { say(sentence); });
    auto played = co_await player.play();
    co_await sandbox.stop();
    if (!played)
        co_return played;
    if (auto allowed = co_await refreshLogins(arguments); !allowed)
        co_return allowed;
    QStringList parts;
    for (const auto &[operation, count] : player.done())
        parts.append(QStringLiteral("%1 %2").arg(operation).arg(count));
    say(QStringLiteral("called: ") + parts.join(QLatin1String(", ")));
    if (player.refusals() > 0)
        say(QStringLiteral("%1 acts were refused, the first with: %2")
                .arg(player.refusals())
                .arg(player.firstRefusal()));
    say(QStringLiteral("%1 bookings in %2 s (--seed %3 --as-of %4); operators: support, operations, "
                       "operations_one_market, finance, finance_second, auditor, administrator")
            .arg(bookings)
            .arg(static_cast<double>(clock.elapsed()) / 1000.0, 0, 'f', 1)
            .arg(seed)
            .arg(present.toString(Qt::ISODate)));
    co_return true;
}

/// Waits until nobody else fills this database. The lock ends with the connection that it yields.
Task<Result<std::unique_ptr<Connection>>> takeTurn(QString dsn, QString database)
{
    auto session = co_await signIn(dsn + QStringLiteral(" dbname=postgres"));
    if (!session)
        co_return session;
    for (int waited_ms = 0; waited_ms < 600'000; waited_ms += 500) {
        auto taken = co_await (*session)->run(
            once("select pg_try_advisory_lock(hashtextextended('stewardctl seed ' || $1, 0))", database.toUtf8()));
        if (!taken)
            co_return std::unexpected(taken.error());
        if (textOf(taken->at(0), 0) == QLatin1String("t"))
            co_return session;
        if (waited_ms == 0)
            say(QStringLiteral("Somebody else is filling this database; waiting for it."));
        co_await sleepFor(std::chrono::milliseconds(500));
    }
    co_return std::unexpected(Error(Error::Kind::Busy,
                                    QStringLiteral("Somebody else has been filling this database for ten minutes."),
                                    QStringLiteral("End that program and try again.")));
}

/// Makes the marketplace, unless it is there; half a one is made anew.
Task<Result<bool>> fill(const Arguments &arguments, QString dsn, int bookings, quint64 seed, QDateTime present)
{
    const bool isReset = arguments.has(QStringLiteral("reset"));
    auto ground = co_await look(dsn);
    if (ground && !ground->isSimulation) // also with --reset: nobody's real marketplace is dropped here
        co_return std::unexpected(Error(
            Error::Kind::Refused, QStringLiteral("This is a production installation; only a simulation can be filled."),
            QStringLiteral("Migrate a new database with --installation simulation.")));
    if (isReset || (ground && ground->isInterrupted)) {
        say(isReset ? QStringLiteral("Starting over with an empty database.")
                    : QStringLiteral("The last filling was interrupted; starting over."));
        if (auto begun = co_await begin(arguments, dsn); !begun)
            co_return begun;
        if (auto allowed = co_await refreshLogins(arguments); !allowed)
            co_return allowed;
        ground = co_await look(dsn);
    }
    if (!ground)
        co_return std::unexpected(ground.error());
    if (ground->bookings > 0) {
        say(QStringLiteral("It already holds %1 bookings.").arg(ground->bookings));
        co_return true;
    }
    co_return co_await play(arguments, dsn, bookings, seed, present);
}

void describe(Arguments &arguments)
{
    addDatabaseOptions(arguments);
    arguments
        .option(QStringLiteral("bookings"), QStringLiteral("How many bookings."), QStringLiteral("number"),
                QStringLiteral("2000"))
        .option(QStringLiteral("seed"), QStringLiteral("Which marketplace."), QStringLiteral("number"),
                QStringLiteral("1"))
        .option(QStringLiteral("as-of"), QStringLiteral("Plans as if it were then (ISO 8601 with zone; else now)."),
                QStringLiteral("moment"))
        .option(QStringLiteral("reset"), QStringLiteral("Drops the database first, with all that is in it."));
}

} // namespace

Task<Exit> seedCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("seed"),
                        QStringLiteral("Fills a simulation with six weeks of a marketplace, as its customers, "
                                       "providers and operators would: every call goes through "
                                       "the door. The same --seed and --as-of make the same marketplace. One that is "
                                       "filled already is left as it is."));
    describe(arguments);
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto bookings = arguments.number(QStringLiteral("bookings"), 0, 1'000'000);
    const auto seed
        = bookings ? arguments.number(QStringLiteral("seed"), 0, std::numeric_limits<qint64>::max()) : std::nullopt;
    if (!seed)
        co_return arguments.status();
    const QDateTime present = arguments.has(QStringLiteral("as-of"))
        ? QDateTime::fromString(arguments.value(QStringLiteral("as-of")), Qt::ISODate).toUTC()
        : QDateTime::currentDateTimeUtc();
    if (!present.isValid() || present > QDateTime::currentDateTimeUtc()) {
        complain(QStringLiteral("--as-of takes a moment that has passed, such as 2026-11-24T12:00:00Z, not \"%1\".")
                     .arg(arguments.value(QStringLiteral("as-of"))));
        co_return Exit::Usage;
    }
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }
    // Held until this returns, and beside the database, which may be dropped: two at once would undo each other's work.
    const auto turn = co_await takeTurn(*dsn, arguments.value(QStringLiteral("database")));
    Result<bool> done(true);
    if (!turn)
        done = std::unexpected(turn.error());
    else
        done = co_await fill(arguments, *dsn, static_cast<int>(*bookings), static_cast<quint64>(*seed), present);
    if (!done) {
        complainOf(done.error());
        co_return Exit::Failed;
    }
    co_return Exit::Done;
}

} // namespace steward::ctl
