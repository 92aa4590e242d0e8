// SPDX-License-Identifier: GPL-3.0-or-later
// How people come to the marketplace: its operators, its providers with what they offer, its customers.
#include "app/ctl/simulate/seat.h"

#include <QJsonArray>
#include <QTime>

namespace steward::ctl {
namespace {

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

Task<Result<bool>> Player::makeOperators()
{
    for (const DemoOperator &wanted : demoOperators) {
        auto known = co_await m_superuser->run(once("select from market.operator where login = $1", wanted.login));
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

Task<Result<bool>> Player::registerProvider(Seat &seat, std::size_t index)
{
    const PlannedProvider &plan = m_plan.cast.providers[index];
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

    co_return co_await offer(seat, index);
}

Task<Result<bool>> Player::offer(Seat &seat, std::size_t index)
{
    const PlannedProvider &plan = m_plan.cast.providers[index];
    QJsonObject provider;
    provider[QStringLiteral("provider")] = m_providerIds[index];
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
    auto made = co_await call(*seat.publicGate, QStringLiteral("steward_provider"), m_providerPersons[index],
                              QStringLiteral("set_availability"), week);
    if (!made)
        co_return std::unexpected(made.error());

    QJsonObject account = provider;
    account[QStringLiteral("holder")] = plan.firm;
    account[QStringLiteral("number")] = plan.account;
    made = co_await call(*seat.publicGate, QStringLiteral("steward_provider"), m_providerPersons[index],
                         QStringLiteral("set_payout_account"), account);
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
        if (listing.capacity > 1)
            offer[QStringLiteral("capacity")] = listing.capacity;
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
    const PlannedPerson &plan = m_plan.cast.customers[index].person;
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
