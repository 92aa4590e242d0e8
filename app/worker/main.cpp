// SPDX-License-Identifier: GPL-3.0-or-later
// steward-worker: what happens by itself in a marketplace. A process of its own, beside any number of consoles.
#include "core/base/end_signals.h"
#include "core/cluster/private_cluster.h"
#include "core/worker/worker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace {

constexpr const char *login = "steward_worker";

struct Options {
    QCommandLineOption data { QStringLiteral("data"), QStringLiteral("Folder of the private cluster (else $STEWARD_DATA, else the user's own data folder)."), QStringLiteral("folder") };
    QCommandLineOption dsn { QStringLiteral("dsn"), QStringLiteral("Another server instead, as a libpq connection string of the worker's login."), QStringLiteral("string") };
    QCommandLineOption gateway { QStringLiteral("gateway"), QStringLiteral("File that says how the payment gateway is reached (else that of the private cluster's sandbox)."), QStringLiteral("file") };
    QCommandLineOption anchor { QStringLiteral("anchor"), QStringLiteral("File to which the head of the audit's chain is added every minute (else audit-heads.log of the private cluster)."), QStringLiteral("file") };
    QCommandLineOption mail { QStringLiteral("mail-config"),
                              QStringLiteral("File that names the mail server (else $STEWARD_MAIL_CONFIG, else "
                                             "mail.conf in the private cluster's folder, if there is one)."),
                              QStringLiteral("file") };
    QCommandLineOption database { QStringLiteral("database"), QStringLiteral("Name of the database."), QStringLiteral("name"), QStringLiteral("steward") };
};

QString dsnOf(const QCommandLineParser &parser, const Options &options)
{
    if (parser.isSet(options.dsn)) {
        const QString dsn = parser.value(options.dsn);
        return parser.isSet(options.database) ? steward::withKeyword(dsn, QStringLiteral("dbname"), parser.value(options.database)) : dsn;
    }
    steward::PrivateCluster::Options where;
    where.folder = parser.value(options.data);
    return steward::PrivateCluster(where).dsn(QString::fromLatin1(login), parser.value(options.database));
}

steward::ClusterFolder clusterOf(const QCommandLineParser &parser, const Options &options)
{
    return steward::ClusterFolder(parser.isSet(options.data) ? parser.value(options.data) : steward::ClusterFolder::standardPath());
}

steward::Result<steward::GatewayConfig> gatewayOf(const QCommandLineParser &parser, const Options &options)
{
    if (parser.isSet(options.gateway))
        return steward::GatewayConfig::read(parser.value(options.gateway));
    if (parser.isSet(options.dsn))
        return std::unexpected(steward::Error(steward::Error::Kind::NotFound, QStringLiteral("No payment gateway is set up (--gateway names the file that says how one is reached).")));
    return steward::GatewayConfig::read(clusterOf(parser, options).sandboxFolder() + QStringLiteral("/gateway.json"));
}

QString mailConfigOf(const QCommandLineParser &parser, const Options &options)
{
    if (parser.isSet(options.mail))
        return parser.value(options.mail);
    if (qEnvironmentVariableIsSet("STEWARD_MAIL_CONFIG"))
        return qEnvironmentVariable("STEWARD_MAIL_CONFIG");
    if (parser.isSet(options.dsn))
        return {};
    const QString beside = clusterOf(parser, options).mailConfig();
    return QFile::exists(beside) ? beside : QString();
}

void tell(const QString &sentence)
{
    std::fprintf(stderr, "steward-worker: %s\n", qUtf8Printable(sentence));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    // The console's name: both look for the private cluster in the same folder.
    QCoreApplication::setApplicationName(QStringLiteral("steward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Does what happens by itself in a marketplace: automatic steps when they are due, messages, the payment gateway, the feed of\n"
        "changes, the chain of the audit, housekeeping.\n"
        "Runs until it is told to end (SIGTERM), and ends what is under way first. Any number may run at once."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({ options.data, options.dsn, options.gateway, options.anchor, options.mail, options.database });
    parser.process(application);
    if (!parser.positionalArguments().isEmpty()) {
        tell(QStringLiteral("\"%1\" is one word too many; see --help.").arg(parser.positionalArguments().constFirst()));
        return 2;
    }

    const steward::EndSignals ends;
    steward::Worker::Options work;
    work.dsn = [&] { return dsnOf(parser, options); };
    work.gateway = [&] { return gatewayOf(parser, options); };
    if (parser.isSet(options.anchor))
        work.anchor = parser.value(options.anchor);
    else if (!parser.isSet(options.dsn))
        work.anchor = clusterOf(parser, options).auditHeads();
    work.log = tell;
    // Without mail, everything else goes on: automatic steps must not wait for a file to be put right.
    if (const QString file = mailConfigOf(parser, options); file.isEmpty()) {
        tell(QStringLiteral("No mail server is set up; messages stay queued."));
    } else if (const auto server = steward::readMailServer(file)) {
        work.mail = *server;
    } else {
        tell(QStringLiteral("No mail is sent, messages stay queued. %1").arg(server.error().message));
    }
    steward::Worker worker(work);
    QObject::connect(&ends, &steward::EndSignals::asked, &worker, &steward::Worker::stop);
    QObject::connect(&worker, &steward::Worker::stopped, &application, &QCoreApplication::quit);
    worker.begin();
    return QCoreApplication::exec();
}
