// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "core/identity/base64url.h"
#include "core/identity/random.h"
#include "core/schema/sql.h"

namespace steward::ctl {

namespace {

constexpr std::array gates { "steward_gate_public", "steward_gate_admin" };
constexpr qsizetype kid_bytes = 8;
constexpr qsizetype seed_bytes = 32;

} // namespace

Task<Exit> keysCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("keys"),
                        QStringLiteral("What stewardd signs access tokens with. It makes its keys itself, and a new one each month.\n\n"
                                       "  replace   new keys in place of all others, as after one became known: within a minute every\n"
                                       "            access token is refused, and clients get another one with their refresh tokens"));
    addDatabaseOptions(arguments);
    arguments.positional(QStringLiteral("what"), QStringLiteral("replace"));
    if (!arguments.parse(words))
        co_return arguments.status();
    if (arguments.words().value(0) != QLatin1String("replace")) {
        complain(QStringLiteral("Say replace; \"stewardctl keys --help\" tells more."));
        co_return Exit::Usage;
    }
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }
    for (const char *gate : gates) {
        // Each as its own gate: nobody else may write what it signs with.
        const auto link = co_await signIn(withUser(*dsn, QString::fromLatin1(gate)));
        if (!link) {
            complainOf(link.error());
            co_return Exit::NotRunning;
        }
        const QByteArray kid = base64url(secretBytes(kid_bytes));
        const QByteArray seed = secretBytes(seed_bytes).toHex();
        const auto made = co_await (*link)->run(once("select api.offer_signing_key($1, $2, true)", kid, seed));
        if (!made) {
            complainOf(made.error());
            co_return Exit::Failed;
        }
    }
    say(QStringLiteral("Both gates have new keys; running servers take them within a minute."));
    co_return Exit::Done;
}

} // namespace steward::ctl
