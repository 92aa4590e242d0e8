// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "core/schema/migrator.h"

namespace steward::ctl {
namespace {

void tell(const MigrationReport &report, const QString &verb)
{
    for (const QString &path : report.dropped)
        say(QStringLiteral("dropped: %1").arg(path));
    say(QStringLiteral("%1 %2 steps and %3 texts (%4 new or changed) in %5 s")
            .arg(verb)
            .arg(report.steps.size())
            .arg(report.textCount)
            .arg(report.texts.size())
            .arg(static_cast<double>(report.elapsed_ms.count()) / 1000.0, 0, 'f', 2));
}

void tellStatus(const MigrationReport &report)
{
    for (const QString &path : report.steps)
        say(QStringLiteral("step missing: %1").arg(path));
    for (const QString &path : report.texts)
        say(QStringLiteral("text changed: %1").arg(path));
    if (report.steps.isEmpty() && report.texts.isEmpty())
        say(QStringLiteral("The database is of this program's version (%1 texts).").arg(report.textCount));
    else
        say(QStringLiteral("%1 steps and %2 texts to apply").arg(report.steps.size()).arg(report.texts.size()));
}

void describe(Arguments &arguments)
{
    arguments.option(QStringLiteral("dry-run"), QStringLiteral("Tries all of it and rolls it back."))
        .option(QStringLiteral("status"), QStringLiteral("Says what there is to do."))
        .option(
            QStringLiteral("installation"),
            QStringLiteral(
                "Kind of a new database, for good: simulation or production (else: a private one is a simulation)."),
            QStringLiteral("kind"))
        .option(QStringLiteral("name"),
                QStringLiteral("What a new installation is called (a private one: Demonstration)."),
                QStringLiteral("name"))
        .option(QStringLiteral("sources"),
                QStringLiteral("Reads steps and texts from a folder laid out like core/ instead of the built-in ones."),
                QStringLiteral("folder"))
        .option(QStringLiteral("verbose"), QStringLiteral("Names each file as it is applied."));
    addDatabaseOptions(arguments);
}

/// What the command line asks for. Invalid: a kind of installation that there is none of.
Result<Migrator::Options> optionsOf(const Arguments &arguments)
{
    Migrator::Options options;
    if (!arguments.has(QStringLiteral("dsn")))
        options = Migrator::Options::demonstration();
    options.dryRun = arguments.has(QStringLiteral("dry-run"));
    if (arguments.has(QStringLiteral("installation")))
        options.installation = arguments.value(QStringLiteral("installation"));
    if (arguments.has(QStringLiteral("name")))
        options.installationName = arguments.value(QStringLiteral("name"));
    if (arguments.has(QStringLiteral("verbose")))
        options.progress = [](const QString &sentence) { say(sentence); };
    if (options.installation != QLatin1String("simulation") && options.installation != QLatin1String("production"))
        return std::unexpected(
            Error(Error::Kind::Invalid,
                  QStringLiteral("--installation is simulation or production, not \"%1\".").arg(options.installation)));
    return options;
}

} // namespace

Task<Exit> migrateCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("migrate"),
                        QStringLiteral("Brings a database to this program's version: all of it in one transaction, or "
                                       "nothing. People go on working meanwhile."));
    describe(arguments);
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto options = optionsOf(arguments);
    if (!options) {
        complainOf(options.error());
        co_return Exit::Usage;
    }
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }

    auto source = arguments.has(QStringLiteral("sources"))
        ? SchemaSource::load(arguments.value(QStringLiteral("sources")))
        : SchemaSource::embedded();
    if (!source) {
        complainOf(source.error());
        co_return Exit::Failed;
    }
    Migrator migrator(*dsn, *source);
    Result<MigrationReport> report;
    if (arguments.has(QStringLiteral("status")))
        report = co_await migrator.status();
    else
        report = co_await migrator.migrate(*options);
    if (!report) {
        complainOf(report.error());
        co_return report.error().kind == Error::Kind::Unavailable ? Exit::NotRunning : Exit::Failed;
    }
    if (arguments.has(QStringLiteral("status"))) {
        tellStatus(*report);
        co_return Exit::Done;
    }
    tell(*report, options->dryRun ? QStringLiteral("would apply") : QStringLiteral("applied"));
    if (options->dryRun)
        co_return Exit::Done;
    if (auto allowed = co_await refreshLogins(arguments); !allowed) {
        complainOf(allowed.error());
        co_return Exit::Failed;
    }
    co_return Exit::Done;
}

} // namespace steward::ctl
