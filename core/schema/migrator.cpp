// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/migrator.h"

#include "core/base/sleep.h"
#include "core/schema/migration.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace steward {
namespace {

using namespace std::chrono_literals;

/// May the same migration simply be tried again? A lock was not to be had, or two first migrations made the same thing.
bool isWorthRepeating(const Error &error)
{
    static const QStringList states { QStringLiteral("55P03"), QStringLiteral("40P01"), QStringLiteral("40001") };
    static const QStringList collisions { QStringLiteral("23505"), QStringLiteral("42P06"), QStringLiteral("42P07"),
                                          QStringLiteral("42710") };
    // A collision inside a file names the file: that is a fault of the file, not of two who began at once.
    return states.contains(error.code)
        || (collisions.contains(error.code) && !error.message.contains(QLatin1String(".sql, line ")))
        || (error.code == QLatin1String("XX000") && serverWords(error).contains(QLatin1String("tuple concurrently")));
}

} // namespace

Migrator::Options Migrator::Options::demonstration()
{
    Options options;
    options.installation = QStringLiteral("simulation");
    options.installationName = QStringLiteral("Demonstration");
    options.privateSocket = true;
    return options;
}

Migrator::Migrator(QString dsn, SchemaSource source)
    : m_dsn(std::move(dsn))
    , m_source(std::move(source))
{
}

Task<Result<MigrationReport>> Migrator::migrate(Options options)
{
    QElapsedTimer clock;
    clock.start();
    const auto signedIn = co_await signIn(m_dsn);
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    Connection &session = **signedIn;
    auto super = co_await session.run(once("select 1 from pg_roles where rolname = current_user and rolsuper"));
    if (!super)
        co_return std::unexpected(super.error());
    if (super->size() == 0)
        co_return std::unexpected(Error(
            Error::Kind::Forbidden, QStringLiteral("A migration must sign in as a superuser of the server."),
            QStringLiteral("Use the login that owns the cluster; on a private cluster it is steward_superuser.")));
    bool hasSaidBusy = false;
    for (std::chrono::milliseconds pause = 100ms;; pause = std::min<std::chrono::milliseconds>(pause * 2, 2s)) {
        Migration attempt(session, m_source, options);
        auto report = co_await attempt.run();
        if (report) {
            report->elapsed_ms = std::chrono::milliseconds(clock.elapsed());
            co_return report;
        }
        if (!isWorthRepeating(report.error()))
            co_return report;
        if (std::chrono::milliseconds(clock.elapsed()) > options.limit_ms)
            co_return std::unexpected(
                Error(Error::Kind::Busy,
                      QStringLiteral("Somebody held a lock for %1 seconds: %2")
                          .arg(options.limit_ms.count() / 1000)
                          .arg(serverWords(report.error())),
                      QStringLiteral(
                          "End long transactions (exports, open psql sessions) and run it again. Nothing was changed."),
                      report.error().code));
        if (!hasSaidBusy && options.progress)
            options.progress(QStringLiteral("Another transaction holds what is needed; trying again."));
        hasSaidBusy = true;
        co_await sleepFor(pause);
    }
}

struct Migrator::Recorded {
    Recorded() = default;
    SchemaRecord record;
    MigrationReport pending; ///< steps and texts that are missing or differ
    bool hasOwnRights = false; ///< the database's own; a copy or a restored one begins with PostgreSQL's
};

Task<Result<Migrator::Recorded>> Migrator::recorded()
{
    const auto signedIn = co_await signIn(m_dsn);
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    Connection &session = **signedIn;
    auto record = co_await readSchemaRecord(session);
    if (!record)
        co_return std::unexpected(record.error());
    if (auto sound = checkSchemaRecord(*record, m_source); !sound)
        co_return std::unexpected(sound.error());
    Recorded found;
    found.record = *std::move(record);
    for (const SchemaStep &step : m_source.steps()) {
        if (!found.record.steps.contains(step.number))
            found.pending.steps.append(step.path);
    }
    QString kind;
    if (found.record.exists) {
        auto installation = co_await session.run(
            once("select i.kind, not has_database_privilege('public', current_database(), 'temporary') "
                 "from market.installation i"));
        if (installation && installation->size() > 0) {
            kind = textOf(installation->at(0), 0);
            found.hasOwnRights = textOf(installation->at(0), 1) == QLatin1String("t");
        }
    }
    for (const SchemaText &text : m_source.texts()) {
        if (!kind.isEmpty() && !text.installation.isEmpty() && text.installation != kind)
            continue;
        ++found.pending.textCount;
        if (found.record.texts.value(text.path) != text.sha256)
            found.pending.texts.append(text.path);
    }
    co_return found;
}

Task<Result<MigrationReport>> Migrator::status()
{
    const auto found = co_await recorded();
    if (!found)
        co_return std::unexpected(found.error());
    co_return found->pending;
}

Task<Result<bool>> Migrator::isCurrent()
{
    const auto found = co_await recorded();
    if (!found)
        co_return std::unexpected(found.error());
    // As many texts as there are, each unchanged: none is recorded that is no longer there.
    co_return found->hasOwnRights && found->record.program == QCoreApplication::applicationVersion()
        && found->pending.steps.isEmpty() && found->pending.texts.isEmpty()
        && found->record.texts.size() == found->pending.textCount;
}

} // namespace steward
