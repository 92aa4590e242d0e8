// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/seed/seat.h"

#include "core/base/all.h"
#include "core/base/sleep.h"
#include "core/gateway/gateway_rounds.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace steward::ctl {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t seatCount = 3;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString isoTime(qint64 at_ms)
{
    return QDateTime::fromMSecsSinceEpoch(at_ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

struct DemoOperator {
    const char *login;
    const char *name;
    const char *group;
    int market; ///< 0: all
};

constexpr DemoOperator demoOperators[] {
    { "support", "Ana Petrović", "steward_support", 0 },
    { "operations", "Jonas Lindqvist", "steward_operations", 0 },
    { "operations_one_market", "Nora Brandt", "steward_operations", 1 },
    { "finance", "Amélie Rousseau", "steward_finance", 0 },
    { "finance_second", "Takumi Mori", "steward_finance", 0 },
    { "auditor", "Σοφία Κωνσταντίνου", "steward_auditor", 0 },
    { "administrator", "Miriam Okafor", "steward_administrator", 0 },
};

} // namespace

Player::Player(SeedPlan plan, SeedLogins logins, GatewayConfig gateway, quint64 seed, std::function<void(const QString &)> progress)
    : m_plan(std::move(plan))
    , m_logins(std::move(logins))
    , m_gatewayConfig(std::move(gateway))
    , m_keys(seed ^ 0x5eed'5eed'5eed'5eedU)
    , m_progress(std::move(progress))
    , m_providerIds(m_plan.providers.size())
    , m_providerPersons(m_plan.providers.size())
    , m_listingIds(m_plan.providers.size())
    , m_customerPersons(m_plan.customers.size())
    , m_bookingIds(m_plan.bookings.size())
    , m_isOver(m_plan.bookings.size())
{
}

Player::~Player() = default;

Task<Result<bool>> Player::play()
{
    auto done = co_await open();
    if (done)
        done = co_await setClock(m_plan.begin_ms);
    if (done)
        done = co_await makeOperators();
    if (done)
        done = co_await makePeople();
    if (done)
        done = co_await playActs();
    if (done && m_refusals > static_cast<int>(m_plan.acts.size() / 50))
        co_return std::unexpected(Error(Error::Kind::Refused,
                                        QStringLiteral("%1 of %2 acts were refused, the first with: %3")
                                            .arg(m_refusals)
                                            .arg(m_plan.acts.size())
                                            .arg(m_firstRefusal)));
    co_return done;
}

Task<Result<bool>> Player::open()
{
    for (std::size_t i = 0; i < seatCount; ++i) {
        m_seats.push_back(std::make_unique<Seat>());
        Seat &seat = *m_seats.back();
        std::array<std::pair<std::unique_ptr<Connection> *, QString>, 3> wanted {
            std::pair(&seat.worker, m_logins.worker), std::pair(&seat.publicGate, m_logins.publicGate),
            std::pair(&seat.adminGate, m_logins.adminGate)
        };
        for (auto &[connection, dsn] : wanted) {
            auto signedIn = co_await signIn(dsn);
            if (!signedIn)
                co_return std::unexpected(signedIn.error());
            *connection = std::move(*signedIn);
            // A demonstration that is cut off is begun again; nobody waits for each act to reach the disk.
            if (auto set = co_await (*connection)->run(once("set synchronous_commit = off")); !set)
                co_return std::unexpected(set.error());
        }
    }
    auto opened = openGateway(m_gatewayConfig);
    if (!opened)
        co_return std::unexpected(opened.error());
    m_gateway = std::move(*opened);
    auto account = co_await gatewayAccount(*m_seats.front()->worker);
    if (!account)
        co_return std::unexpected(account.error());
    m_gatewayAccount = *account;
    co_return true;
}

Task<Result<bool>> Player::setClock(std::optional<qint64> moment_ms)
{
    // Once it is set, the clock goes on by itself, and it never goes back.
    Statement move("select guard.simulate(case when $2 and $1::timestamptz is not null then greatest($1, guard.clock()) else $1 end)");
    move.kind = Statement::Kind::Write;
    move.values.append(moment_ms ? Statement::Value(isoTime(*moment_ms).toUtf8()) : std::nullopt);
    move.values.append(QByteArray(std::exchange(m_isClockSet, true) ? "true" : "false"));
    auto set = co_await m_seats.front()->worker->run(move);
    if (!set)
        co_return std::unexpected(set.error());
    co_return true;
}

Task<Result<QJsonObject>> Player::call(Connection &session, QString role, qint64 person, QString operation,
                                       QJsonObject arguments, QJsonObject more)
{
    const quint64 high = m_keys.bits();
    const quint64 low = m_keys.bits();
    std::array<char, 16> bytes;
    std::memcpy(bytes.data(), &high, 8);
    std::memcpy(bytes.data() + 8, &low, 8);
    more[QStringLiteral("key")] = QUuid::fromRfc4122(QByteArrayView(bytes.data(), 16)).toString(QUuid::WithoutBraces);
    QList<Statement::Value> values;
    values << operation.toUtf8() << compact(arguments) << compact(more);
    Statement invoke("select api.invoke($1, $2::jsonb, $3::jsonb)", values, Statement::Kind::Write);
    if (!role.isEmpty()) { // as a gate does: the role and who it stands for are settings of this one transaction
        QList<Statement::Value> who;
        who << role.toUtf8() << (person > 0 ? QByteArray::number(person) : QByteArray(""));
        invoke.preludes.append(
            Statement::Prelude("select set_config('role', $1, true), set_config('steward.actor', $2, true)", who));
    }
    for (int attempt = 0;; ++attempt) {
        auto reply = co_await session.run(invoke);
        static const QStringList passing { QStringLiteral("40P01"), QStringLiteral("40001"), QStringLiteral("55P03"),
                                           QStringLiteral("MP052") };
        if (!reply && passing.contains(reply.error().code) && attempt < 3) {
            co_await sleepFor(20ms);
            continue;
        }
        if (!reply)
            co_return std::unexpected(reply.error());
        ++m_done[operation];
        co_return QJsonDocument::fromJson(textOf(reply->at(0), 0).toUtf8())
            .object()[QStringLiteral("result")]
            .toObject();
    }
}

Task<Result<bool>> Player::makeOperators()
{
    const auto signedIn = co_await signIn(m_logins.superuser);
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    Connection &reader = **signedIn;
    for (const DemoOperator &wanted : demoOperators) {
        auto known = co_await reader.run(once("select from market.operator where login = $1", wanted.login));
        if (!known)
            co_return std::unexpected(known.error());
        if (known->size() > 0)
            continue;
        QJsonObject arguments;
        arguments[QStringLiteral("login")] = QLatin1String(wanted.login);
        arguments[QStringLiteral("name")] = QString::fromUtf8(wanted.name);
        QJsonArray groups;
        groups.append(QLatin1String(wanted.group));
        arguments[QStringLiteral("groups")] = groups;
        arguments[QStringLiteral("all_markets")] = wanted.market == 0;
        QJsonArray markets;
        if (wanted.market > 0)
            markets.append(wanted.market);
        arguments[QStringLiteral("markets")] = markets;
        auto made = co_await call(*m_seats.front()->worker, QString(), 0, QStringLiteral("create_operator"), arguments);
        if (!made)
            co_return std::unexpected(made.error());
    }
    co_return true;
}

Task<Result<bool>> Player::makePeople()
{
    Stage stage;
    for (std::size_t i = 0; i < m_plan.providers.size(); ++i)
        stage.chains.push_back([this, i](Seat &seat) { return registerProvider(seat, i); });
    for (std::size_t i = 0; i < m_plan.customers.size(); ++i)
        stage.chains.push_back([this, i](Seat &seat) { return registerCustomer(seat, i); });
    auto made = co_await playStage(stage);
    if (made)
        m_progress(
            QStringLiteral("%1 providers and %2 customers").arg(m_plan.providers.size()).arg(m_plan.customers.size()));
    co_return made;
}

Task<Result<bool>> Player::playStage(Stage &stage)
{
    static_assert(seatCount == 3);
    auto [first, second, third]
        = co_await All(work(*m_seats[0], stage), work(*m_seats[1], stage), work(*m_seats[2], stage));
    if (!first)
        co_return first;
    if (!second)
        co_return second;
    co_return third;
}

Task<Result<bool>> Player::work(Seat &seat, Stage &stage)
{
    while (stage.next < stage.chains.size() && !stage.isBroken) {
        const auto chain = stage.chains[stage.next++];
        auto done = co_await chain(seat);
        if (!done) {
            stage.isBroken = true;
            co_return done;
        }
    }
    co_return true;
}

Task<Result<bool>> Player::registerProvider(Seat &seat, std::size_t index)
{
    const PlannedProvider &plan = m_plan.providers[index];
    QJsonObject words;
    words[QStringLiteral("city")] = plan.city;
    words[QStringLiteral("name")] = plan.firm;
    words[QStringLiteral("person_name")] = plan.person.name;
    words[QStringLiteral("email")] = plan.person.email;
    words[QStringLiteral("phone")] = plan.person.phone;
    words[QStringLiteral("locale")] = plan.person.locale;
    auto made = co_await call(*seat.publicGate, QStringLiteral("steward_anonymous"), 0,
                              QStringLiteral("register_provider"), words);
    if (!made)
        co_return std::unexpected(made.error());
    m_providerIds[index] = (*made)[QStringLiteral("provider")].toInteger();
    m_providerPersons[index] = (*made)[QStringLiteral("person")].toInteger();

    QJsonObject provider;
    provider[QStringLiteral("provider")] = m_providerIds[index];
    made = co_await call(*seat.worker, QString(), 0, QStringLiteral("approve_provider"), provider);
    if (!made)
        co_return std::unexpected(made.error());

    QJsonArray hours;
    for (const int weekday : plan.hours.weekdays) {
        QJsonObject day;
        day[QStringLiteral("weekday")] = weekday;
        day[QStringLiteral("from")]
            = QTime::fromMSecsSinceStartOfDay(plan.hours.from_minute * 60'000).toString(QStringLiteral("HH:mm"));
        day[QStringLiteral("to")]
            = QTime::fromMSecsSinceStartOfDay(plan.hours.to_minute * 60'000).toString(QStringLiteral("HH:mm"));
        hours.append(day);
    }
    QJsonObject week = provider;
    week[QStringLiteral("hours")] = hours;
    made = co_await call(*seat.publicGate, QStringLiteral("steward_provider"), m_providerPersons[index],
                         QStringLiteral("set_availability"), week);
    if (!made)
        co_return std::unexpected(made.error());

    for (const PlannedListing &listing : plan.listings) {
        QJsonObject offer = provider;
        offer[QStringLiteral("category")] = listing.category;
        offer[QStringLiteral("city")] = plan.city;
        offer[QStringLiteral("title")] = listing.title;
        offer[QStringLiteral("duration")] = QStringLiteral("PT%1M").arg(listing.minutes);
        offer[QStringLiteral("price")] = listing.price;
        offer[QStringLiteral("instant_book")] = listing.isInstant;
        offer[QStringLiteral("policy")] = listing.policy;
        made = co_await call(*seat.publicGate, QStringLiteral("steward_provider"), m_providerPersons[index],
                             QStringLiteral("publish_listing"), offer);
        if (!made)
            co_return std::unexpected(made.error());
        m_listingIds[index].push_back((*made)[QStringLiteral("listing")].toInteger());
    }
    co_return true;
}

Task<Result<bool>> Player::registerCustomer(Seat &seat, std::size_t index)
{
    const PlannedPerson &plan = m_plan.customers[index].person;
    QJsonObject words;
    words[QStringLiteral("market")] = plan.market;
    words[QStringLiteral("name")] = plan.name;
    words[QStringLiteral("email")] = plan.email;
    words[QStringLiteral("phone")] = plan.phone;
    words[QStringLiteral("locale")] = plan.locale;
    auto made = co_await call(*seat.publicGate, QStringLiteral("steward_anonymous"), 0,
                              QStringLiteral("register_customer"), words);
    if (!made)
        co_return std::unexpected(made.error());
    m_customerPersons[index] = (*made)[QStringLiteral("person")].toInteger();
    co_return true;
}

} // namespace steward::ctl
