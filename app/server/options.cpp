// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/options.h"

#include "core/cluster/private_cluster.h"
#include "core/schema/schema_source.h"
#include "core/schema/sql.h"

#include <QCommandLineParser>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr int most_processes = 64;
constexpr int usual_processes = 4; ///< at most: PostgreSQL has the rest of the machine
constexpr int links_beside = 2 + 2 * 3; ///< of each gate one that asks whether the database is there, and three that sign people in

struct Words {
    QCommandLineOption listen { u"listen"_s, u"Where customers and providers are served (127.0.0.1:8080, [::1]:8080; port 0: any)."_s, u"address:port"_s, u"127.0.0.1:8080"_s };
    QCommandLineOption adminListen { u"admin-listen"_s, u"Where operators are served, and figures at /metrics; keep it to your own network."_s, u"address:port"_s, u"127.0.0.1:8081"_s };
    QCommandLineOption certificate { u"tls-certificate"_s, u"Serve by TLS, with this certificate and the ones that vouch for it (PEM). Read again on SIGHUP."_s, u"file"_s };
    QCommandLineOption key { u"tls-key"_s, u"The certificate's key (PEM), which its owner only may read."_s, u"file"_s };
    QCommandLineOption data { u"data"_s, u"Folder of the private cluster (else $STEWARD_DATA, else the user's own data folder)."_s, u"folder"_s };
    QCommandLineOption dsn { u"dsn"_s, u"Another server instead, as a libpq connection string; the two gates' logins are added to it, their passwords stand in a password file (PGPASSFILE)."_s,
                             u"string"_s };
    QCommandLineOption database { u"database"_s, u"Name of the database."_s, u"name"_s, u"steward"_s };
    QCommandLineOption processes { u"processes"_s, u"How many processes serve, side by side (else one for each core, and %1 at most)."_s.arg(usual_processes), u"number"_s };
    QCommandLineOption connections { u"connections"_s, u"How many clients each of the two serves at once, all processes together."_s, u"number"_s, u"2000"_s };
    QCommandLineOption customerLinks { u"customer-links"_s, u"Connections to the database for customers, of all processes together, as the next three; each has one at least."_s, u"number"_s, u"8"_s };
    QCommandLineOption otherLinks { u"other-links"_s, u"For providers, and for who is not signed in."_s, u"number"_s, u"4"_s };
    QCommandLineOption operatorLinks { u"operator-links"_s, u"For operators."_s, u"number"_s, u"8"_s };
    QCommandLineOption slowLinks { u"slow-links"_s, u"For searches, counts and figures, of each of the two gates."_s, u"number"_s, u"2"_s };
    QCommandLineOption addressField { u"address-field"_s, u"The field of requests in which the proxy in front of this program says where a client comes from (X-Forwarded-For; its last entry counts). Else the other end of each connection counts: behind a proxy that would be the proxy, and whoever fails to sign in would slow all others down."_s,
                                      u"name"_s };
    QCommandLineOption gateway { u"gateway"_s, u"File that says how a payment gateway signs what it tells at /v1/webhooks/{its name}; the one that the worker has, too."_s, u"file"_s };
    QCommandLineOption drain { u"drain-seconds"_s, u"How long those who are being answered have when it is told to end."_s, u"number"_s, u"30"_s };
    QCommandLineOption inherit { u"inherit"_s, u"Set by the process that watches over this one."_s, u"descriptors"_s };
};

/// The whole number of an option, within bounds. Nothing: it is none, and was complained of.
std::optional<int> numberOf(const QCommandLineParser &parser, const QCommandLineOption &option, int least, int most)
{
    bool isNumber = false;
    const int number = parser.value(option).toInt(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    tell(u"--%1 takes a number from %2 to %3."_s.arg(option.names().constFirst()).arg(least).arg(most));
    return std::nullopt;
}

QString dsnOf(const QCommandLineParser &parser, const Words &words, const QString &login)
{
    if (parser.isSet(words.dsn)) {
        const QString dsn = withUser(parser.value(words.dsn), login);
        return parser.isSet(words.database) ? withKeyword(dsn, u"dbname"_s, parser.value(words.database)) : dsn;
    }
    PrivateCluster::Options where;
    where.folder = parser.value(words.data);
    return PrivateCluster(where).dsn(login, parser.value(words.database));
}

int shareOf(int all, int processes)
{
    return std::max(1, (all + processes - 1) / processes);
}

/// The links of both gates, and how many clients. False: an option was complained of.
bool divide(const QCommandLineParser &parser, const Words &words, ServerOptions &made)
{
    constexpr int most_links = 1'000;
    constexpr int most_clients = 100'000;
    const auto clients = numberOf(parser, words.connections, 1, most_clients);
    const auto customers = numberOf(parser, words.customerLinks, 1, most_links);
    const auto others = numberOf(parser, words.otherLinks, 1, most_links);
    const auto staff = numberOf(parser, words.operatorLinks, 1, most_links);
    const auto slow = numberOf(parser, words.slowLinks, 1, most_links);
    if (!clients || !customers || !others || !staff || !slow)
        return false;
    made.users.limits.connections = made.operators.limits.connections = shareOf(*clients, made.processes);
    made.users.links.customers = shareOf(*customers, made.processes);
    made.users.links.others = shareOf(*others, made.processes);
    made.operators.links.operators = shareOf(*staff, made.processes);
    made.users.links.slow = made.operators.links.slow = shareOf(*slow, made.processes);
    return true;
}

/// What both gates have in common. False: an option was complained of.
bool shapeGate(const QCommandLineParser &parser, const Words &words, const QString &listen, const QString &login, Gate::Options &made)
{
    const auto address = ListenAddress::parse(listen);
    if (!address) {
        tell(u"“%1” is no address to serve: write 127.0.0.1:8080 or [::1]:8080."_s.arg(listen));
        return false;
    }
    made.address = *address;
    const auto database = ConnectionOptions::parse(dsnOf(parser, words, login));
    if (!database) { // libpq's own words would quote it, and perhaps a password
        tell(u"What --dsn says is no connection string of libpq; write for example \"host=db.example.org dbname=steward\"."_s);
        return false;
    }
    made.database = *database;
    made.database.applicationName = u"stewardd"_s;
    made.database.statementTimeoutMs = 2'000;
    made.database.connectTimeoutMs = 3'000;
    made.database.silenceMs = 3'000;
    made.addressField = parser.value(words.addressField).toLatin1().toLower();
    made.log = tell;
    return true;
}

/// How TLS is spoken; without a certificate: it is not. Nothing: what was named can not be used, and was complained of.
std::optional<QSslConfiguration> tlsOf(const QCommandLineParser &parser, const Words &words)
{
    QSslConfiguration made;
    if (!parser.isSet(words.certificate) && !parser.isSet(words.key))
        return made;
    QFile certificate(parser.value(words.certificate));
    QFile key(parser.value(words.key));
    for (QFile *file : { &certificate, &key }) {
        if (!file->open(QIODevice::ReadOnly)) {
            tell(u"TLS takes a certificate and its key; “%1” can not be read: %2."_s.arg(file->fileName(), file->errorString()));
            return std::nullopt;
        }
    }
    if (key.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)) {
        tell(u"Others may read “%1”, which holds a secret. Make it readable for its owner only (chmod 600)."_s.arg(key.fileName()));
        return std::nullopt;
    }
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate.readAll());
    const QByteArray secret = key.readAll();
    QSslKey secretKey;
    for (const auto algorithm : { QSsl::Rsa, QSsl::Ec }) {
        if (secretKey.isNull())
            secretKey = QSslKey(secret, algorithm);
    }
    if (chain.isEmpty() || secretKey.isNull()) {
        tell(u"“%1” holds no %2 in PEM's form."_s.arg(chain.isEmpty() ? certificate.fileName() : key.fileName(), chain.isEmpty() ? u"certificate"_s : u"key of RSA or of an elliptic curve"_s));
        return std::nullopt;
    }
    made.setLocalCertificateChain(chain);
    made.setPrivateKey(secretKey);
    made.setPeerVerifyMode(QSslSocket::VerifyNone); // clients prove who they are by their token
    made.setAllowedNextProtocols({ QSslConfiguration::NextProtocolHttp1_1 });
    return made;
}

} // namespace

void tell(const QString &sentence)
{
    std::fprintf(stderr, "stewardd: %s\n", qUtf8Printable(sentence));
}

QString Inheritance::text() const
{
    return u"%1,%2,%3,%4"_s.arg(users).arg(operators).arg(figures).arg(place);
}

std::optional<Inheritance> Inheritance::parse(const QString &text)
{
    QList<int> numbers;
    for (const QString &part : text.split(u',')) {
        bool isNumber = false;
        numbers.append(part.toInt(&isNumber));
        if (!isNumber || numbers.constLast() < 0)
            return std::nullopt;
    }
    if (numbers.size() != 4)
        return std::nullopt;
    Inheritance made;
    made.users = numbers[0];
    made.operators = numbers[1];
    made.figures = numbers[2];
    made.place = numbers[3];
    return made;
}

int ServerOptions::databaseConnections() const
{
    return processes * (users.links.sum() + operators.links.sum() + links_beside);
}

std::optional<ServerOptions> ServerOptions::read(const QStringList &arguments)
{
    Words words;
    words.inherit.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves a marketplace over HTTP: what its database's catalogue declares, below /v1 (/v1/admin/openapi.json and so on say what),\n"
                                     "whether it is alive (/healthz), whether it can serve (/readyz), and figures (/metrics, where operators are served). Runs until it is told to end (SIGTERM), and answers what it has accepted first;\n"
                                     "on SIGHUP its processes are replaced by new ones, of the program that is installed by then, and no request is lost."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({ words.listen, words.adminListen, words.certificate, words.key, words.data, words.dsn, words.database, words.processes, words.connections, words.customerLinks, words.otherLinks, words.operatorLinks, words.slowLinks,
                        words.addressField, words.gateway, words.drain, words.inherit });
    parser.process(arguments);
    constexpr int longest_patience = 86'400;
    if (!parser.positionalArguments().isEmpty()) {
        tell(u"It takes options only; see --help."_s);
        return std::nullopt;
    }
    ServerOptions made;
    const auto patience = numberOf(parser, words.drain, 0, longest_patience);
    const auto processes = parser.isSet(words.processes) ? numberOf(parser, words.processes, 1, most_processes) : std::optional(std::clamp(QThread::idealThreadCount(), 1, usual_processes));
    if (!patience || !processes)
        return std::nullopt;
    made.patience = std::chrono::seconds(*patience);
    made.processes = *processes;
    const auto tls = tlsOf(parser, words);
    if (!tls)
        return std::nullopt;
    made.users.tls = made.operators.tls = *tls;
    if (!shapeGate(parser, words, parser.value(words.listen), u"steward_gate_public"_s, made.users)
        || !shapeGate(parser, words, parser.value(words.adminListen), u"steward_gate_admin"_s, made.operators) || !divide(parser, words, made))
        return std::nullopt;
    for (const QString &file : parser.values(words.gateway)) {
        const auto config = GatewayConfig::read(file);
        const auto opened = config ? openGateway(*config) : std::unexpected(config.error());
        if (!opened) {
            tell(opened.error().message);
            return std::nullopt;
        }
        made.users.gateways.append(*config);
    }
    if (parser.isSet(words.inherit)) {
        made.inheritance = Inheritance::parse(parser.value(words.inherit));
        if (!made.inheritance) {
            tell(u"--inherit is set by stewardd itself."_s);
            return std::nullopt;
        }
    }
    made.users.name = "users";
    made.operators.name = "operators";
    return made;
}

} // namespace steward
