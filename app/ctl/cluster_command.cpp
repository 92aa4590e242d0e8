// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"

namespace steward::ctl {
namespace {

QString nameOf(ClusterStatus::State state)
{
    switch (state) {
    case ClusterStatus::State::Absent:
        return QStringLiteral("absent");
    case ClusterStatus::State::Stopped:
        return QStringLiteral("stopped");
    case ClusterStatus::State::Starting:
        return QStringLiteral("starting");
    case ClusterStatus::State::Running:
        return QStringLiteral("running");
    case ClusterStatus::State::OtherVersion:
        return QStringLiteral("of another PostgreSQL");
    }
    Q_UNREACHABLE();
}

Exit fail(const Error &error)
{
    complainOf(error);
    return error.kind == Error::Kind::Unavailable || error.kind == Error::Kind::Timeout ? Exit::NotRunning
                                                                                        : Exit::Failed;
}

QString sentenceOf(const ClusterStatus &status)
{
    QString line = QStringLiteral("%1: %2").arg(nameOf(status.state), status.folder);
    if (!status.version.isEmpty())
        line += QStringLiteral(" (PostgreSQL %1").arg(status.version)
            + (status.pid ? QStringLiteral(", process %1, socket in %2)").arg(status.pid).arg(status.socketFolder)
                          : QStringLiteral(")"));
    if (status.isShortOfSpace)
        line += QStringLiteral("; only %1 MB left on its disk").arg(status.freeBytes >> 20);
    return line;
}

Task<Exit> start(PrivateCluster &cluster)
{
    auto started = co_await cluster.start();
    if (!started)
        co_return fail(started.error());
    const QString how = started->wasCreated ? QStringLiteral("created and started")
        : started->wasStarted               ? QStringLiteral("started")
                                            : QStringLiteral("ran already");
    say(QStringLiteral("%1; %2").arg(how, sentenceOf(*started)));
    co_return Exit::Done;
}

Task<Exit> stop(PrivateCluster &cluster)
{
    auto stopped = co_await cluster.stop();
    if (!stopped)
        co_return fail(stopped.error());
    say(*stopped ? QStringLiteral("stopped") : QStringLiteral("did not run"));
    co_return Exit::Done;
}

Task<Exit> remove(PrivateCluster &cluster)
{
    auto removed = co_await cluster.remove();
    if (!removed)
        co_return fail(removed.error());
    say(*removed ? QStringLiteral("removed") : QStringLiteral("there was none"));
    co_return Exit::Done;
}

Exit status(const PrivateCluster &cluster)
{
    const auto found = cluster.status();
    if (!found)
        return fail(found.error());
    say(sentenceOf(*found));
    return found->state == ClusterStatus::State::Running ? Exit::Done : Exit::NotRunning;
}

} // namespace

Task<Exit> clusterCommand(QStringList words)
{
    Arguments arguments(
        QStringLiteral("cluster"),
        QStringLiteral("The private PostgreSQL cluster of this machine's user: a folder, a Unix socket, no TCP.\n\n"
                       "  start    makes it if there is none, starts it, or joins it where it runs\n"
                       "  stop     ends it cleanly\n"
                       "  status   says what there is; exit status 3 unless it runs\n"
                       "  dsn      prints a libpq connection string for --user\n"
                       "  remove   stops it and deletes all that it holds (needs --yes)"));
    addClusterOption(arguments);
    arguments.positional(QStringLiteral("what"), QStringLiteral("start, stop, status, dsn or remove"))
        .option(QStringLiteral("user"), QStringLiteral("dsn: the role to sign in as."), QStringLiteral("role"),
                QString::fromLatin1(PrivateCluster::superuser))
        .option(QStringLiteral("database"), QStringLiteral("dsn: name of the database."), QStringLiteral("name"),
                QStringLiteral("steward"))
        .option(QStringLiteral("throwaway"),
                QStringLiteral(
                    "start: a new one is for tests: fast, not crash-safe, anybody on its socket may be anybody."))
        .option(QStringLiteral("binaries"), QStringLiteral("start: folder of initdb and postgres."),
                QStringLiteral("folder"))
        .option(QStringLiteral("yes"), QStringLiteral("remove: yes, delete it."));
    if (!arguments.parse(words))
        co_return arguments.status();

    PrivateCluster::Options options;
    options.folder = arguments.value(QStringLiteral("data"));
    options.throwaway = arguments.has(QStringLiteral("throwaway"));
    options.binaries = arguments.value(QStringLiteral("binaries"));
    options.progress = [](const QString &sentence) { say(sentence); };
    PrivateCluster cluster(options);

    const QString what = arguments.words().value(0);
    if (what == QLatin1String("start"))
        co_return co_await start(cluster);
    if (what == QLatin1String("stop"))
        co_return co_await stop(cluster);
    if (what == QLatin1String("status"))
        co_return status(cluster);
    if (what == QLatin1String("dsn")) {
        say(cluster.dsn(arguments.value(QStringLiteral("user")), arguments.value(QStringLiteral("database"))));
        co_return Exit::Done;
    }
    if (what == QLatin1String("remove") && arguments.has(QStringLiteral("yes")))
        co_return co_await remove(cluster);
    complain(what == QLatin1String("remove")
                 ? QStringLiteral("This deletes the cluster and all that it holds; say --yes if you mean it.")
                 : QStringLiteral("Say start, stop, status, dsn or remove; \"stewardctl cluster --help\" tells more."));
    co_return Exit::Usage;
}

} // namespace steward::ctl
