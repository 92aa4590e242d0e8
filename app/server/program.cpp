// SPDX-License-Identifier: GPL-3.0-or-later
// stewardd: the marketplace over HTTP, as the database's catalogue declares it; by one process, or by several with one that watches over them.
#include "app/server/program.h"

#include "app/server/room.h"
#include "app/server/supervisor.h"
#include "core/base/deliver.h"
#include "core/base/end_signals.h"
#include "core/schema/schema_source.h"

#include <QCoreApplication>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr int failed = 1;
constexpr int usage = 2;
constexpr rlim_t other_descriptors = 200; ///< beside clients: links to the database, and those who are being turned away
constexpr auto tell_figures_every = 1s;

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

int watch(const ServerOptions &options)
{
    const EndSignals ends;
    const EndSignals renewals({ SIGHUP });
    Supervisor supervisor(options);
    QObject::connect(&ends, &EndSignals::asked, &supervisor, &Supervisor::end);
    QObject::connect(&renewals, &EndSignals::asked, &supervisor, &Supervisor::replace);
    QObject::connect(&supervisor, &Supervisor::ended, &supervisor, [](int status) { QCoreApplication::exit(status); }, Qt::QueuedConnection);
    if (const auto begun = supervisor.begin(); !begun) {
        tell(begun.error().message);
        return failed;
    }
    return QCoreApplication::exec();
}

int serve(ServerOptions options)
{
    if (!makeRoomFor(options.users.limits.connections + options.operators.limits.connections))
        return failed;
    const EndSignals ends;
    std::unique_ptr<SharedFigures> shared;
    int place = -1;
    if (const auto &given = options.inheritance) {
        options.users.descriptor = given->users;
        options.operators.descriptor = given->operators;
        place = given->place;
        shared = SharedFigures::inherit(given->figures);
        if (!shared) {
            tell(u"--inherit is set by stewardd itself."_s);
            return usage;
        }
    }
    QList<Gate *> gates;
    const auto mine = [&gates, place] {
        QList<GateFigures> now;
        for (const Gate *gate : std::as_const(gates)) {
            now.append(gate->figures());
            now.last().process = place;
        }
        return now;
    };
    options.operators.figures = [&mine, &shared, place] {
        return pageOfFigures(shared ? mine() + shared->others(place) : mine(), STEWARD_VERSION);
    };
    Gate forUsers(options.users);
    Gate forOperators(options.operators);
    gates = { &forUsers, &forOperators };
    QTimer telling;
    QObject::connect(&telling, &QTimer::timeout, &telling, [&] { shared->tell(place, mine()); });
    const auto begin = [&] {
        for (Gate *gate : std::as_const(gates)) {
            const auto address = gate->begin();
            if (!address) {
                tell(address.error().message);
                return QCoreApplication::exit(failed);
            }
            if (!shared)
                tell(u"Serving %1 at %2."_s.arg(gate == &forUsers ? u"customers and providers"_s : u"operators"_s, *address));
        }
        if (shared) {
            shared->tell(place, mine());
            shared->setServing(place, true);
            telling.start(tell_figures_every);
        }
    };
    const Question room = deliver(checkRoom(options.users.database, options.databaseConnections()), &telling, [&begin](const Result<void> &given) {
        if (!given && given.error().kind == Error::Kind::Refused) {
            tell(given.error().message + u' ' + given.error().hint);
            return QCoreApplication::exit(failed);
        }
        begin(); // a server that is away is waited for
    });
    QObject::connect(&ends, &EndSignals::asked, &telling, [&, isEnding = false]() mutable {
        if (!std::exchange(isEnding, true))
            endWith(forUsers, forOperators, options.patience);
    });
    return QCoreApplication::exec();
}

} // namespace

int runServer(int argc, char **argv, const SignIn &signIn)
{
    QCoreApplication application(argc, argv);
    // The console's name: both look for the private cluster in the same folder.
    QCoreApplication::setApplicationName(u"steward"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STEWARD_VERSION));
    auto options = ServerOptions::read(QCoreApplication::arguments());
    if (!options)
        return usage;
    if (!options->inheritance && options->processes > 1)
        return watch(*options);
    const auto schema = SchemaSource::embedded();
    if (!schema) {
        tell(schema.error().message);
        return failed;
    }
    for (Gate::Options *gate : { &options->users, &options->operators }) {
        gate->signIn = signIn;
        gate->versions = { schema->version(u"production"_s), schema->version(u"simulation"_s) };
    }
    return serve(std::move(*options));
}

} // namespace steward
