// SPDX-License-Identifier: GPL-3.0-or-later
// stewardd: the marketplace over HTTP, as the database's catalogue declares it; one process.
#include "app/server/program.h"

#include "app/server/gate.h"
#include "app/server/room.h"
#include "core/base/deliver.h"
#include "core/base/end_signals.h"
#include "core/cluster/private_cluster.h"
#include "core/schema/schema_source.h"
#include "core/schema/sql.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int failed = 1;
constexpr int usage = 2;
constexpr int other_links = 2 + 2 * 3; ///< of each gate one that asks whether the database is there, and three that sign people in
constexpr rlim_t other_descriptors = 200; ///< beside clients: links to the database, and those who are being turned away

struct Options {
    QCommandLineOption listen { u"listen"_s, u"Where customers and providers are served (127.0.0.1:8080, [::1]:8080; port 0: any)."_s, u"address:port"_s, u"127.0.0.1:8080"_s };
    QCommandLineOption adminListen { u"admin-listen"_s, u"Where operators are served, and figures at /metrics; keep it to your own network."_s, u"address:port"_s, u"127.0.0.1:8081"_s };
    QCommandLineOption data { u"data"_s, u"Folder of the private cluster (else $STEWARD_DATA, else the user's own data folder)."_s, u"folder"_s };
    QCommandLineOption dsn { u"dsn"_s, u"Another server instead, as a libpq connection string; the two gates' logins are added to it, their passwords stand in a password file (PGPASSFILE)."_s,
                             u"string"_s };
    QCommandLineOption database { u"database"_s, u"Name of the database."_s, u"name"_s, u"steward"_s };
    QCommandLineOption connections { u"connections"_s, u"How many clients each of the two serves at once."_s, u"number"_s, u"2000"_s };
    QCommandLineOption customerLinks { u"customer-links"_s, u"Connections to the database for customers."_s, u"number"_s, u"8"_s };
    QCommandLineOption otherLinks { u"other-links"_s, u"For providers, and for who is not signed in."_s, u"number"_s, u"4"_s };
    QCommandLineOption operatorLinks { u"operator-links"_s, u"For operators."_s, u"number"_s, u"8"_s };
    QCommandLineOption slowLinks { u"slow-links"_s, u"For searches, counts and figures, of each of the two gates."_s, u"number"_s, u"2"_s };
    QCommandLineOption addressField { u"address-field"_s, u"The field of requests in which the proxy in front of this program says where a client comes from (X-Forwarded-For; its last entry counts). Else the other end of each connection counts: behind a proxy that would be the proxy, and whoever fails to sign in would slow all others down."_s,
                                      u"name"_s };
    QCommandLineOption drain { u"drain-seconds"_s, u"How long those who are being answered have when it is told to end."_s, u"number"_s, u"30"_s };
};

void tell(const QString &sentence)
{
    std::fprintf(stderr, "stewardd: %s\n", qUtf8Printable(sentence));
}

QString dsnOf(const QCommandLineParser &parser, const Options &options, const QString &login)
{
    if (parser.isSet(options.dsn)) {
        const QString dsn = withUser(parser.value(options.dsn), login);
        return parser.isSet(options.database) ? withKeyword(dsn, u"dbname"_s, parser.value(options.database)) : dsn;
    }
    PrivateCluster::Options where;
    where.folder = parser.value(options.data);
    return PrivateCluster(where).dsn(login, parser.value(options.database));
}

/// How many links an option says. Nothing: that is no number of them, and was complained of.
std::optional<int> linksOf(const QCommandLineParser &parser, const QCommandLineOption &option)
{
    bool isNumber = false;
    const int links = parser.value(option).toInt(&isNumber);
    if (isNumber && links >= 1 && links <= 1'000)
        return links;
    tell(u"--%1 takes a number from 1 to 1000."_s.arg(option.names().constFirst()));
    return std::nullopt;
}

/// The links of both gates. False: an option was complained of.
bool shapeLinks(const QCommandLineParser &parser, const Options &options, Links::Shape &users, Links::Shape &operators)
{
    const auto customers = linksOf(parser, options.customerLinks);
    const auto others = linksOf(parser, options.otherLinks);
    const auto staff = linksOf(parser, options.operatorLinks);
    const auto slow = linksOf(parser, options.slowLinks);
    if (!customers || !others || !staff || !slow)
        return false;
    users.customers = *customers;
    users.others = *others;
    operators.operators = *staff;
    users.slow = operators.slow = *slow;
    return true;
}

/// What both gates have in common. Nothing: an option is not what it should be, and was complained of.
std::optional<Gate::Options> commonOf(const QCommandLineParser &parser, const Options &options, const QString &listen, const QString &login)
{
    Gate::Options made;
    const auto address = ListenAddress::parse(listen);
    if (!address) {
        tell(u"“%1” is no address to serve: write 127.0.0.1:8080 or [::1]:8080."_s.arg(listen));
        return std::nullopt;
    }
    made.address = *address;
    const auto database = ConnectionOptions::parse(dsnOf(parser, options, login));
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
    made.addressField = parser.value(options.addressField).toLatin1().toLower();
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
void endWith(Gate &users, Gate &operators, std::chrono::seconds patience)
{
    tell(u"Told to end; answering the last requests."_s);
    const auto end = [&users, &operators] {
        if (users.connectionCount() + operators.connectionCount() == 0)
            QCoreApplication::exit();
    };
    QObject::connect(&users, &Gate::drained, &users, end);
    QObject::connect(&operators, &Gate::drained, &operators, end);
    QTimer::singleShot(patience, &users, [&users, &operators] {
        tell(u"%1 connections took too long, and were cut off."_s.arg(users.connectionCount() + operators.connectionCount()));
        QCoreApplication::exit(failed);
    });
    users.drain();
    operators.drain();
}

} // namespace

int runServer(int argc, char **argv, const SignIn &signIn)
{
    QCoreApplication application(argc, argv);
    // The console's name: both look for the private cluster in the same folder.
    QCoreApplication::setApplicationName(u"steward"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves a marketplace over HTTP: what its database's catalogue declares, below /v1 (/v1/admin/openapi.json and so on say what),\n"
                                     "whether it is alive (/healthz), whether it can serve (/readyz), and figures (/metrics, where operators are served). Runs until it is told to end (SIGTERM), and answers what it has accepted first."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({ options.listen, options.adminListen, options.data, options.dsn, options.database, options.connections, options.customerLinks, options.otherLinks, options.operatorLinks, options.slowLinks,
                        options.addressField, options.drain });
    parser.process(application);
    bool isNumber = false;
    const int patience_s = parser.value(options.drain).toInt(&isNumber);
    if (!parser.positionalArguments().isEmpty() || !isNumber || patience_s < 0) {
        tell(u"It takes options only, and --drain-seconds takes a number; see --help."_s);
        return usage;
    }
    auto users = commonOf(parser, options, parser.value(options.listen), u"steward_gate_public"_s);
    auto operators = users ? commonOf(parser, options, parser.value(options.adminListen), u"steward_gate_admin"_s) : std::nullopt;
    if (!users || !operators || !shapeLinks(parser, options, users->links, operators->links))
        return usage;
    const auto schema = SchemaSource::embedded();
    if (!schema) {
        tell(schema.error().message);
        return failed;
    }
    for (Gate::Options *gate : { &*users, &*operators }) {
        gate->signIn = signIn;
        gate->versions = { schema->version(u"production"_s), schema->version(u"simulation"_s) };
    }
    if (!makeRoomFor(users->limits.connections + operators->limits.connections))
        return failed;

    const EndSignals ends;
    users->name = "users";
    operators->name = "operators";
    QList<Gate *> gates;
    operators->figures = [&gates] {
        QList<GateFigures> now;
        for (const Gate *gate : std::as_const(gates))
            now.append(gate->figures());
        return pageOfFigures(now, STEWARD_VERSION);
    };
    Gate forUsers(*users);
    Gate forOperators(*operators);
    gates = { &forUsers, &forOperators };
    const auto begin = [&gates, &forUsers] {
        for (Gate *gate : std::as_const(gates)) {
            const auto address = gate->begin();
            if (!address) {
                tell(address.error().message);
                return QCoreApplication::exit(failed);
            }
            tell(u"Serving %1 at %2."_s.arg(gate == &forUsers ? u"customers and providers"_s : u"operators"_s, *address));
        }
    };
    const int wanted = users->links.sum() + operators->links.sum() + other_links;
    const Question room = deliver(checkRoom(users->database, wanted), &application, [&begin](const Result<void> &given) {
        if (!given && given.error().kind == Error::Kind::Refused) {
            tell(given.error().message + u' ' + given.error().hint);
            return QCoreApplication::exit(failed);
        }
        begin(); // a server that is away is waited for
    });
    QObject::connect(&ends, &EndSignals::asked, &application, [&, isEnding = false]() mutable {
        if (!std::exchange(isEnding, true))
            endWith(forUsers, forOperators, std::chrono::seconds(patience_s));
    });
    return QCoreApplication::exec();
}

} // namespace steward
