// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "app/ctl/shape.h"
#include "core/schema/sql.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace steward::ctl {
namespace {

/// An invariant is a function of the schema guard; its comment is its title. So a feature declares one by writing it.
constexpr const char *registered
    = "select p.proname, coalesce(obj_description(p.oid, 'pg_proc'), p.proname), "
      "format('select figure, holds, checked from %I.%I()', n.nspname, p.proname) "
      "from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
      "where n.nspname = 'guard' and p.proname ^@ 'invariant_' and p.pronargs = 0 order by p.proname";

/// Of these a simulation has nothing to show: it knows no mail server, so nothing is ever sent.
constexpr std::array never_lived { "invariant_messages_have_one_name" };

struct Found {
    Found() = default;
    qsizetype all = 0;
    int broken = 0;
    int unlived = 0; ///< asked of nothing, where a simulation should have had something
};

/// Asks each and prints its line. What was asked of nothing holds as well, but proves nothing, and the line says so.
Task<Result<Found>> checkInvariants(Connection &session)
{
    const auto invariants = co_await session.run(once(registered));
    if (!invariants)
        co_return std::unexpected(invariants.error());
    Found found;
    found.all = invariants->size();
    for (int i = 0; i < invariants->size(); ++i) {
        const auto row = invariants->at(i);
        const auto asked = co_await session.run(once(textOf(row, 2).toUtf8()));
        const bool isOne = asked && asked->size() == 1;
        const bool holds = isOne && textOf(asked->at(0), 1) == QLatin1String("t");
        const bool isEmpty = holds && textOf(asked->at(0), 2).toLongLong() == 0;
        const QString figure = isOne ? textOf(asked->at(0), 0) : asked ? QStringLiteral("%1 rows instead of one").arg(asked->size()) : serverWords(asked.error());
        say(QStringLiteral("%1  %2: %3")
                .arg(isEmpty ? QStringLiteral("empty ") : holds ? QStringLiteral("holds ") : QStringLiteral("BROKEN"), textOf(row, 1),
                     isEmpty ? QStringLiteral("nothing to check (%1)").arg(figure) : figure));
        found.broken += holds ? 0 : 1;
        const bool isNeverLived = std::any_of(never_lived.begin(), never_lived.end(), [&row](const char *name) { return textOf(row, 0) == QLatin1String(name); });
        found.unlived += isEmpty && !isNeverLived ? 1 : 0;
    }
    co_return found;
}

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
        QStringLiteral("Checks every invariant of the marketplace and prints a line with its figure for each: it holds, is BROKEN, or is empty "
                       "where there was nothing to check."));
    addDatabaseOptions(arguments);
    arguments.option(QStringLiteral("anchor"), QStringLiteral("File with heads of the audit's chain (else audit-heads.log of the private cluster, if there is one)."), QStringLiteral("file"));
    arguments.option(QStringLiteral("lived"), QStringLiteral("Fails also where there was nothing to check; a simulation of some hundred bookings has something for every line."));
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
    auto found = co_await checkInvariants(session);
    if (!found) {
        complainOf(found.error());
        co_return Exit::Failed;
    }
    if (found->all == 0) {
        complain(QStringLiteral("This database has no invariants: it was not migrated."));
        co_return Exit::Failed;
    }
    const QString beside = arguments.has(QStringLiteral("dsn")) ? QString() : clusterOf(arguments).folder().auditHeads();
    const QString heads = arguments.has(QStringLiteral("anchor")) ? arguments.value(QStringLiteral("anchor")) : QFile::exists(beside) ? beside : QString();
    if (!heads.isEmpty()) {
        const auto agree = co_await compareHeads(session, heads);
        if (!agree) {
            complainOf(agree.error());
            co_return Exit::Failed;
        }
        found->broken += *agree ? 0 : 1;
    }
    if (found->broken > 0) {
        complain(QStringLiteral("%1 of %2 invariants do not hold.").arg(found->broken).arg(found->all));
        co_return Exit::NotHeld;
    }
    if (found->unlived > 0 && arguments.has(QStringLiteral("lived"))) {
        complain(QStringLiteral("%1 of %2 invariants had nothing to check: nobody in this marketplace has done what they are about.").arg(found->unlived).arg(found->all));
        co_return Exit::NotHeld;
    }
    co_return Exit::Done;
}

} // namespace steward::ctl
