// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/simulate/player.h"
#include "app/ctl/simulate/sandbox.h"
#include "core/base/end_signals.h"
#include "core/base/sleep.h"
#include "core/schema/ground.h"
#include "core/schema/migrator.h"
#include "core/schema/sql.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <unistd.h>

namespace steward::ctl {
namespace {

constexpr int usual_bookings_a_day = 27;
constexpr int shortest_days = 43; ///< a month that can be compared with the one before
constexpr int longest_days = 540; ///< migrate makes the months of eighteen months' history
constexpr int interrupted_status = 130; ///< as shells have it

/// Ctrl+C, from the first moment on: asked before there is a player, that one begins with its last days; asked twice, it ends at once.
class StartNow {
public:
    StartNow()
    {
        QObject::connect(&m_ends, &EndSignals::asked, &m_ends, [this] {
            if (std::exchange(m_isAsked, true))
                ::_exit(interrupted_status);
            say(QStringLiteral("Leaving out the rest of the history but its last days; once more ends at once."));
            if (m_player)
                m_player->startNow();
        });
    }
    void attach(Player *player)
    {
        m_player = player;
        if (m_player && m_isAsked)
            m_player->startNow();
    }

private:
    EndSignals m_ends;
    Player *m_player = nullptr;
    bool m_isAsked = false;
};

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

Task<Result<bool>> play(const Arguments &arguments, QString dsn, PlanWish wish, StartNow &startNow)
{
    QElapsedTimer clock;
    clock.start();
    auto plan = makePlan(wish);
    if (!plan)
        co_return std::unexpected(plan.error());
    SimulatorLogins logins;
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
    Player player(std::move(*plan), logins, sandbox, *gateway, [](const QString &sentence) { say(sentence); });
    startNow.attach(&player);
    auto played = co_await player.play();
    startNow.attach(nullptr);
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
            .arg(player.done().at(QStringLiteral("book")))
            .arg(static_cast<double>(clock.elapsed()) / 1000.0, 0, 'f', 1)
            .arg(wish.seed)
            .arg(wish.present.toString(Qt::ISODate)));
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
            once("select pg_try_advisory_lock(hashtextextended('stewardctl simulate ' || $1, 0))", database.toUtf8()));
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
Task<Result<bool>> fill(const Arguments &arguments, QString dsn, PlanWish wish, StartNow &startNow)
{
    const bool isReset = arguments.has(QStringLiteral("reset"));
    auto ground = co_await lookAtGround(dsn);
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
        ground = co_await lookAtGround(dsn);
    }
    if (!ground)
        co_return std::unexpected(ground.error());
    if (!ground->isEmpty) {
        say(QStringLiteral("It already holds a marketplace."));
        co_return true;
    }
    co_return co_await play(arguments, dsn, wish, startNow);
}

void describe(Arguments &arguments)
{
    addDatabaseOptions(arguments);
    arguments
        .option(QStringLiteral("bookings"), QStringLiteral("How many bookings."), QStringLiteral("number"),
                QStringLiteral("15000"))
        .option(QStringLiteral("days"),
                QStringLiteral("How long a past (else as long as so many bookings take a marketplace of 27 a day, at most 18 months)."),
                QStringLiteral("number"))
        .option(QStringLiteral("seed"), QStringLiteral("Which marketplace."), QStringLiteral("number"),
                QStringLiteral("1"))
        .option(QStringLiteral("as-of"), QStringLiteral("Plans as if it were then (ISO 8601 with zone; else now)."),
                QStringLiteral("moment"))
        .option(QStringLiteral("uniform"), QStringLiteral("Everybody alike and without memory: what verify --shape does not let pass."))
        .option(QStringLiteral("reset"), QStringLiteral("Drops the database first, with all that is in it."));
}

/// What the words ask for; nothing, and told, where they can not be followed.
std::optional<PlanWish> wishOf(Arguments &arguments)
{
    PlanWish wish;
    const auto bookings = arguments.number(QStringLiteral("bookings"), 1, 1'000'000);
    if (!bookings)
        return std::nullopt;
    wish.bookings = static_cast<int>(*bookings);
    wish.days = std::clamp(wish.bookings / usual_bookings_a_day, shortest_days, longest_days);
    if (arguments.has(QStringLiteral("days"))) {
        const auto days = arguments.number(QStringLiteral("days"), shortest_days, longest_days);
        if (!days)
            return std::nullopt;
        wish.days = static_cast<int>(*days);
    }
    const auto seed = arguments.number(QStringLiteral("seed"), 0, std::numeric_limits<qint64>::max());
    if (!seed)
        return std::nullopt;
    wish.seed = static_cast<quint64>(*seed);
    wish.isUniform = arguments.has(QStringLiteral("uniform"));
    wish.present = arguments.has(QStringLiteral("as-of"))
        ? QDateTime::fromString(arguments.value(QStringLiteral("as-of")), Qt::ISODate).toUTC()
        : QDateTime::currentDateTimeUtc();
    if (!wish.present.isValid() || wish.present > QDateTime::currentDateTimeUtc()) {
        complain(QStringLiteral("--as-of takes a moment that has passed, such as 2026-11-24T12:00:00Z, not \"%1\".")
                     .arg(arguments.value(QStringLiteral("as-of"))));
        return std::nullopt;
    }
    return wish;
}

} // namespace

Task<Exit> simulateCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("simulate"),
                        QStringLiteral("Fills a simulation with the past of a marketplace, lived by customers and providers with habits "
                                       "and memories of each other, and by the operators who see to them: every call goes through the door, what happens by itself is done by "
                                       "the worker's rounds. The same --seed and --as-of make the same marketplace. One that is filled "
                                       "already is left as it is. Ctrl+C starts now: it leaves out what is still to come but the last days."));
    describe(arguments);
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto wish = wishOf(arguments);
    if (!wish)
        co_return arguments.status() == Exit::Done ? Exit::Usage : arguments.status();
    StartNow startNow;
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
        done = co_await fill(arguments, *dsn, *wish, startNow);
    if (!done) {
        complainOf(done.error());
        co_return Exit::Failed;
    }
    co_return Exit::Done;
}

} // namespace steward::ctl
