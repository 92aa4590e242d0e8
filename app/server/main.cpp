// SPDX-License-Identifier: GPL-3.0-or-later
// stewardd: the marketplace over HTTP. So far it says of itself whether it is alive and can serve; one process.
#include "app/server/gate.h"
#include "core/base/end_signals.h"
#include "core/cluster/private_cluster.h"
#include "core/schema/schema_source.h"
#include "core/schema/sql.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int failed = 1;
constexpr int usage = 2;
constexpr rlim_t other_descriptors = 200; ///< beside clients: links to the database, and those who are being turned away

struct Options {
    QCommandLineOption listen { u"listen"_s, u"Where customers and providers are served (127.0.0.1:8080, [::1]:8080; port 0: any)."_s, u"address:port"_s, u"127.0.0.1:8080"_s };
    QCommandLineOption adminListen { u"admin-listen"_s, u"Where operators are served, and figures at /metrics; keep it to your own network."_s, u"address:port"_s, u"127.0.0.1:8081"_s };
    QCommandLineOption data { u"data"_s, u"Folder of the private cluster (else $STEWARD_DATA, else the user's own data folder)."_s, u"folder"_s };
    QCommandLineOption dsn { u"dsn"_s, u"Another server instead, as a libpq connection string; the two gates' logins are added to it, their passwords stand in a password file (PGPASSFILE)."_s,
                             u"string"_s };
    QCommandLineOption database { u"database"_s, u"Name of the database."_s, u"name"_s, u"steward"_s };
    QCommandLineOption connections { u"connections"_s, u"How many clients each of the two serves at once."_s, u"number"_s, u"2000"_s };
    QCommandLineOption drain { u"drain-seconds"_s, u"How long those who are being answered have when it is told to end."_s, u"number"_s, u"30"_s };
};

void tell(const QString &sentence)
{
    std::fprintf(stderr, "stewardd: %s\n", qUtf8Printable(sentence));
}

QString dsnOf(const QCommandLineParser &parser, const Options &options, const QString &login)
{
    if (parser.isSet(options.dsn)) {
        const QString dsn = steward::withUser(parser.value(options.dsn), login);
        return parser.isSet(options.database) ? steward::withKeyword(dsn, u"dbname"_s, parser.value(options.database)) : dsn;
    }
    steward::PrivateCluster::Options where;
    where.folder = parser.value(options.data);
    return steward::PrivateCluster(where).dsn(login, parser.value(options.database));
}

/// What both gates have in common. Nothing: an option is not what it should be, and was complained of.
std::optional<steward::Gate::Options> commonOf(const QCommandLineParser &parser, const Options &options, const QString &listen, const QString &login)
{
    steward::Gate::Options made;
    const auto address = steward::ListenAddress::parse(listen);
    if (!address) {
        tell(u"“%1” is no address to serve: write 127.0.0.1:8080 or [::1]:8080."_s.arg(listen));
        return std::nullopt;
    }
    made.address = *address;
    const auto database = steward::ConnectionOptions::parse(dsnOf(parser, options, login));
    if (!database) { // libpq's own words would quote it, and perhaps a password
        tell(u"What --dsn says is no connection string of libpq; write for example \"host=db.example.org dbname=steward\"."_s);
        return std::nullopt;
    }
    made.database = *database;
    made.database.applicationName = u"stewardd"_s;
    made.database.statementTimeoutMs = 2'000;
    made.database.connectTimeoutMs = 3'000;
    made.database.silenceMs = 3'000;
    bool isNumber = false;
    made.limits.connections = parser.value(options.connections).toInt(&isNumber);
    if (!isNumber || made.limits.connections < 1 || made.limits.connections > 100'000) {
        tell(u"--connections takes a number from 1 to 100000."_s);
        return std::nullopt;
    }
    made.log = tell;
    return made;
}

/// Each client takes a descriptor. False: the system does not give so many, and that was complained of.
bool makeRoomFor(int clients)
{
    rlimit limit {};
    const rlim_t wanted = static_cast<rlim_t>(clients) + other_descriptors;
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return true;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    if (limit.rlim_cur == wanted && ::setrlimit(RLIMIT_NOFILE, &limit) == 0)
        return true;
    tell(u"The system gives this process %1 descriptors, and %2 clients need %3: raise the limit, or lower --connections."_s.arg(limit.rlim_max).arg(clients).arg(wanted));
    return false;
}

/// Answers what was accepted, then ends the program; who takes longer than that is cut off.
void endWith(steward::Gate &users, steward::Gate &operators, std::chrono::seconds patience)
{
    tell(u"Told to end; answering the last requests."_s);
    const auto end = [&users, &operators] {
        if (users.connectionCount() + operators.connectionCount() == 0)
            QCoreApplication::exit();
    };
    QObject::connect(&users, &steward::Gate::drained, &users, end);
    QObject::connect(&operators, &steward::Gate::drained, &operators, end);
    QTimer::singleShot(patience, &users, [&users, &operators] {
        tell(u"%1 connections took too long, and were cut off."_s.arg(users.connectionCount() + operators.connectionCount()));
        QCoreApplication::exit(failed);
    });
    users.drain();
    operators.drain();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    // The console's name: both look for the private cluster in the same folder.
    QCoreApplication::setApplicationName(u"steward"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves a marketplace over HTTP. So far: whether it is alive (/healthz), whether it can serve (/readyz), and figures\n"
                                     "(/metrics, where operators are served). Runs until it is told to end (SIGTERM), and answers what it has accepted first."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({ options.listen, options.adminListen, options.data, options.dsn, options.database, options.connections, options.drain });
    parser.process(application);
    bool isNumber = false;
    const int patience_s = parser.value(options.drain).toInt(&isNumber);
    if (!parser.positionalArguments().isEmpty() || !isNumber || patience_s < 0) {
        tell(u"It takes options only, and --drain-seconds takes a number; see --help."_s);
        return usage;
    }
    auto users = commonOf(parser, options, parser.value(options.listen), u"steward_gate_public"_s);
    auto operators = users ? commonOf(parser, options, parser.value(options.adminListen), u"steward_gate_admin"_s) : std::nullopt;
    if (!users || !operators)
        return usage;
    const auto schema = steward::SchemaSource::embedded();
    if (!schema) {
        tell(schema.error().message);
        return failed;
    }
    if (!makeRoomFor(users->limits.connections + operators->limits.connections))
        return failed;

    const steward::EndSignals ends;
    users->name = "users";
    operators->name = "operators";
    users->versions = operators->versions = { schema->version(u"production"_s), schema->version(u"simulation"_s) };
    QList<steward::Gate *> gates;
    operators->figures = [&gates] {
        QList<steward::GateFigures> now;
        for (const steward::Gate *gate : std::as_const(gates))
            now.append(gate->figures());
        return steward::pageOfFigures(now, STEWARD_VERSION);
    };
    steward::Gate forUsers(*users);
    steward::Gate forOperators(*operators);
    gates = { &forUsers, &forOperators };
    for (steward::Gate *gate : std::as_const(gates)) {
        const auto address = gate->begin();
        if (!address) {
            tell(address.error().message);
            return failed;
        }
        tell(u"Serving %1 at %2."_s.arg(gate == &forUsers ? u"customers and providers"_s : u"operators"_s, *address));
    }
    QObject::connect(&ends, &steward::EndSignals::asked, &application, [&, isEnding = false]() mutable {
        if (!std::exchange(isEnding, true))
            endWith(forUsers, forOperators, std::chrono::seconds(patience_s));
    });
    return QCoreApplication::exec();
}
