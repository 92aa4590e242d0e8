// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/shape.h"
#include "core/schema/sql.h"

#include <QFile>

namespace steward::ctl {
namespace {

/// An invariant is a function of the schema guard; its comment is its title. So a feature declares one by writing it.
constexpr const char *registered
    = "select p.proname, coalesce(obj_description(p.oid, 'pg_proc'), p.proname), "
      "format('select figure, holds from %I.%I()', n.nspname, p.proname) "
      "from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
      "where n.nspname = 'guard' and p.proname ^@ 'invariant_' and p.pronargs = 0 order by p.proname";

/// Whether the heads of the audit's chain that were kept outside of the database are still in it.
Task<Result<bool>> compareHeads(Connection &session, QString file)
{
    QFile kept(file);
    if (!kept.open(QIODevice::ReadOnly))
        co_return std::unexpected(Error(Error::Kind::Invalid, QStringLiteral("The heads in “%1” can not be read: %2.").arg(file, kept.errorString())));
    QByteArrayList positions, hashes;
    while (!kept.atEnd()) {
        const QByteArrayList words = kept.readLine().trimmed().split(' ');
        if (words.size() < 2)
            continue;
        positions << words.at(0);
        hashes << words.at(1);
    }
    Statement compare = once("select count(*) filter (where s.hash is distinct from decode(k.hash, 'hex')) "
                             "from unnest($1::bigint[], $2::text[]) k (position, hash) left join market.audit_seal s on s.position = k.position",
                             '{' + positions.join(',') + '}', '{' + hashes.join(',') + '}');
    const auto found = co_await session.run(compare);
    if (!found)
        co_return std::unexpected(found.error());
    const bool holds = textOf(found->at(0), 0) == QLatin1String("0");
    say(QStringLiteral("%1  The audit is the one whose heads were kept outside of the database: %2 heads, %3 are not in it")
            .arg(holds ? QStringLiteral("holds ") : QStringLiteral("BROKEN"))
            .arg(positions.size())
            .arg(textOf(found->at(0), 0)));
    co_return holds;
}

Task<Exit> checkShape(Connection &session)
{
    const auto missing = co_await printShape(session);
    if (!missing) {
        complainOf(missing.error());
        co_return Exit::Failed;
    }
    if (*missing > 0) {
        complain(QStringLiteral("This is no marketplace of people: %1 of its properties are missing.").arg(*missing));
        co_return Exit::NotHeld;
    }
    co_return Exit::Done;
}

} // namespace

Task<Exit> verifyCommand(QStringList words)
{
    Arguments arguments(
        QStringLiteral("verify"),
        QStringLiteral("Checks every invariant of the marketplace and prints a line with its figure for each."));
    addDatabaseOptions(arguments);
    arguments.option(QStringLiteral("anchor"), QStringLiteral("File with heads of the audit's chain (else audit-heads.log of the private cluster, if there is one)."), QStringLiteral("file"));
    arguments.option(QStringLiteral("shape"), QStringLiteral("Instead: how its bookings are spread, and whether as people's are; not so where everybody is alike."));
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }
    const auto signedIn = co_await signIn(*dsn);
    if (!signedIn) {
        complainOf(signedIn.error());
        co_return Exit::NotRunning;
    }
    Connection &session = **signedIn;
    if (arguments.has(QStringLiteral("shape")))
        co_return co_await checkShape(session);
    auto invariants = co_await session.run(once(registered));
    if (!invariants) {
        complainOf(invariants.error());
        co_return Exit::Failed;
    }
    if (invariants->size() == 0) {
        complain(QStringLiteral("This database has no invariants: it was not migrated."));
        co_return Exit::Failed;
    }
    int broken = 0;
    for (int i = 0; i < invariants->size(); ++i) {
        auto found = co_await session.run(once(textOf(invariants->at(i), 2).toUtf8()));
        const bool holds = found && found->size() == 1 && textOf(found->at(0), 1) == QLatin1String("t");
        const QString figure = found
            ? (found->size() == 1 ? textOf(found->at(0), 0)
                                  : QStringLiteral("%1 rows instead of one").arg(found->size()))
            : serverWords(found.error());
        say(QStringLiteral("%1  %2: %3")
                .arg(holds ? QStringLiteral("holds ") : QStringLiteral("BROKEN"), textOf(invariants->at(i), 1),
                     figure));
        broken += holds ? 0 : 1;
    }
    const QString beside = arguments.has(QStringLiteral("dsn")) ? QString() : clusterOf(arguments).folder().auditHeads();
    const QString heads = arguments.has(QStringLiteral("anchor")) ? arguments.value(QStringLiteral("anchor")) : QFile::exists(beside) ? beside : QString();
    if (!heads.isEmpty()) {
        const auto agree = co_await compareHeads(session, heads);
        if (!agree) {
            complainOf(agree.error());
            co_return Exit::Failed;
        }
        broken += *agree ? 0 : 1;
    }
    if (broken > 0) {
        complain(QStringLiteral("%1 of %2 invariants do not hold.").arg(broken).arg(invariants->size()));
        co_return Exit::NotHeld;
    }
    co_return Exit::Done;
}

} // namespace steward::ctl
