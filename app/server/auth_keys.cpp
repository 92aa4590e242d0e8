// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/auth_keys.h"

#include "core/base/sleep.h"
#include "core/identity/base64url.h"
#include "core/identity/random.h"
#include "core/schema/sql.h"

using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto pause = 60s;
constexpr auto pause_without_keys = 1s;
constexpr qsizetype kid_bytes = 8;
constexpr qsizetype seed_bytes = 32;

} // namespace

AuthKeys::AuthKeys(AuthDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
}

void AuthKeys::begin()
{
    m_watch = deliver(watch(), this, [](bool) { });
}

Task<bool> AuthKeys::fetch()
{
    const auto held = co_await m_desk.pool.run(Statement("select kid, seed, signs, due from api.signing_keys()"));
    if (!held)
        co_return m_desk.tokens.canSign(); // those that are known serve on
    QList<SigningKey> keys;
    bool isDue = held->size() == 0;
    for (int row = 0; row < held->size(); ++row) {
        SigningKey key;
        key.kid = textOf(held->at(row), 0).toLatin1();
        key.seed = QByteArray::fromHex(textOf(held->at(row), 1).toLatin1());
        key.signs = textOf(held->at(row), 2) == QLatin1String("t");
        isDue = isDue || textOf(held->at(row), 3) == QLatin1String("t");
        keys.append(key);
    }
    m_desk.tokens.setKeys(keys);
    co_return m_desk.tokens.canSign() && !isDue;
}

Task<bool> AuthKeys::watch()
{
    for (;;) {
        if (m_desk.pool.state() != Pool::State::Live)
            m_desk.pool.reconnect();
        if (!co_await fetch()) {
            // Whose key is taken, if several processes begin at once, is for the database to say.
            const QByteArray kid = base64url(secretBytes(kid_bytes));
            const QByteArray seed = secretBytes(seed_bytes).toHex();
            const auto offered = co_await m_desk.pool.run(Statement("select api.offer_signing_key($1, $2)", bound(kid, seed), Statement::Kind::Write));
            if (offered)
                (void)co_await fetch();
        }
        co_await sleepFor(m_desk.tokens.canSign() ? std::chrono::milliseconds(pause) : std::chrono::milliseconds(pause_without_keys));
    }
}

} // namespace steward
