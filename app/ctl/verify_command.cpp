// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "core/schema/sql.h"

namespace steward::ctl {
namespace {

/// An invariant is a function of the schema guard; its comment is its title. So a feature declares one by writing it.
constexpr const char *registered
    = "select p.proname, coalesce(obj_description(p.oid, 'pg_proc'), p.proname), "
      "format('select figure, holds from %I.%I()', n.nspname, p.proname) "
      "from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
      "where n.nspname = 'guard' and p.proname ^@ 'invariant_' and p.pronargs = 0 order by p.proname";

} // namespace

Task<Exit> verifyCommand(QStringList words)
{
    Arguments arguments(
        QStringLiteral("verify"),
        QStringLiteral("Checks every invariant of the marketplace and prints a line with its figure for each."));
    addDatabaseOptions(arguments);
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
    if (broken > 0) {
        complain(QStringLiteral("%1 of %2 invariants do not hold.").arg(broken).arg(invariants->size()));
        co_return Exit::NotHeld;
    }
    co_return Exit::Done;
}

} // namespace steward::ctl
