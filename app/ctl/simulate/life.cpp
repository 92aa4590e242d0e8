// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/fate.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

namespace steward::ctl {
namespace {

constexpr qint64 minute_ms = 60'000;
constexpr qint64 hour_ms = 60 * minute_ms;
constexpr qint64 day_ms = 24 * hour_ms;
constexpr qint64 settling_in_ms = hour_ms; ///< between joining and the first booking: more than a window of the player's

/// How much is booked in each month, beside the mean: homes are moved and painted in spring and summer.
constexpr std::array months { 0.80, 0.84, 1.04, 1.12, 1.18, 1.16, 1.02, 0.88, 1.10, 1.04, 0.96, 0.86 };
/// And on each day, from Monday on: people plan their homes at the beginning of the week.
constexpr std::array weekdays { 1.25, 1.15, 1.05, 1.0, 0.85, 0.75, 0.95 };

/// When people book: more and more of them, by season, weekday and hour.
class Demand final {
public:
    Demand(const Plan &plan, bool isUniform)
        : m_first(plan.begin_ms + 6 * hour_ms)
        , m_span(plan.present_ms - 2 * minute_ms - m_first)
        , m_isUniform(isUniform)
    {
    }

    [[nodiscard]] qint64 some(Dice &dice) const
    {
        if (m_isUniform)
            return m_first + static_cast<qint64>(dice.fraction() * static_cast<double>(m_span));
        for (;;) {
            const double place = dice.fraction();
            const qint64 at = m_first + static_cast<qint64>(place * static_cast<double>(m_span));
            const double grown = 0.35 + 0.65 * place; // nearly threefold from the first day to the last
            const int month = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).date().month();
            if (dice.chance(grown * months[static_cast<std::size_t>(month - 1)] / 1.18))
                return at;
        }
    }

    /// Is it a moment at which somebody there books?
    [[nodiscard]] bool isAwake(qint64 at_ms, const QTimeZone &zone, Dice &dice) const
    {
        const QDateTime there = QDateTime::fromMSecsSinceEpoch(at_ms, zone);
        const int hour = there.time().hour();
        const bool isDay = (hour >= 7 && hour < 23) || dice.chance(0.08);
        return isDay && (m_isUniform || dice.chance(weekdays[static_cast<std::size_t>(there.date().dayOfWeek() - 1)] / 1.25));
    }

private:
    qint64 m_first;
    qint64 m_span;
    bool m_isUniform;
};

/// Customers and providers with what they remember of each other.
class Lives final {
public:
    Lives(Plan &plan, const PlanWish &wish, Dice &dice)
        : m_plan(plan)
        , m_wish(wish)
        , m_dice(dice)
        , m_memories(plan.cast.customers.size())
        , m_good(plan.cast.providers.size())
        , m_all(plan.cast.providers.size())
    {
        if (!wish.isUniform)
            fallIll();
        for (std::size_t i = 0; i < plan.cast.providers.size(); ++i) {
            const PlannedProvider &provider = plan.cast.providers[i];
            m_calendars.emplace_back(provider);
            m_inMarket[provider.person.market].push_back(i);
            m_inCity[provider.city].push_back(i);
        }
        double activity = 0;
        m_activity.reserve(plan.cast.customers.size());
        for (const PlannedCustomer &customer : plan.cast.customers)
            m_activity.push_back(activity += customer.activity);
        join();
    }

    void go()
    {
        const Demand demand(m_plan, m_wish.isUniform);
        std::map<QByteArray, QTimeZone> zones;
        std::vector<std::pair<qint64, std::size_t>> moments; // who books when; where, and what, is decided in their order
        while (moments.size() < static_cast<std::size_t>(m_wish.bookings)) {
            const bool isJustPaying = moments.size() % 500 == 7;
            const qint64 at = isJustPaying ? m_plan.present_ms - m_dice.between(3, 8) * minute_ms : demand.some(m_dice);
            const std::size_t customer = somebody(at);
            const QByteArray &name = m_plan.cast.customers[customer].zone;
            const QTimeZone &zone = zones.try_emplace(name, name).first->second;
            if (isJustPaying || demand.isAwake(at, zone, m_dice))
                moments.emplace_back(at, customer);
        }
        std::sort(moments.begin(), moments.end());
        for (auto [at, customer] : moments) {
            hear(at);
            rearrange(at);
            while (!book(at, customer)) // booked out; somebody else finds something
                customer = somebody(at);
        }
        rearrange(m_plan.present_ms);
    }

private:
    struct Memory {
        Memory() = default;
        std::size_t provider = 0;
        Impression impression;
    };

    void join()
    {
        for (std::size_t i = 0; i < m_plan.cast.providers.size(); ++i)
            m_plan.acts.emplace_back(m_plan.cast.providers[i].person.joins_ms, i, PlannedAct::Kind::JoinAsProvider);
        for (std::size_t i = 0; i < m_plan.cast.customers.size(); ++i)
            m_plan.acts.emplace_back(m_plan.cast.customers[i].person.joins_ms, i, PlannedAct::Kind::JoinAsCustomer);
    }

    /// Now and then somebody is ill for a few days, who has been there for a while; it is known on the morning of the first.
    void fallIll()
    {
        auto &everybody = m_plan.cast.providers;
        const int wanted = std::max(2, m_wish.bookings / 250);
        for (int found = 0, tried = 0; found < wanted && tried < 200 * wanted; ++tried) {
            const auto i = static_cast<std::size_t>(m_dice.below(static_cast<qint64>(everybody.size())));
            PlannedProvider &provider = everybody[i];
            const qint64 from = provider.person.joins_ms + 10 * day_ms;
            const qint64 span = m_plan.present_ms - 6 * day_ms - from;
            if (span <= 0 || !provider.absences.empty() || !m_dice.chance(std::min(1.0, provider.popularity / 15)))
                continue;
            const QTimeZone zone(provider.zone);
            PlannedAbsence away;
            away.first = QDateTime::fromMSecsSinceEpoch(from + m_dice.below(span), zone).date();
            away.last = away.first.addDays(m_dice.between(1, 4));
            away.known_ms = QDateTime(away.first, QTime(6, 10), zone).toMSecsSinceEpoch();
            provider.absences.push_back(away);
            m_ill.emplace(away.known_ms, i);
            m_plan.acts.emplace_back(away.known_ms, i, PlannedAct::Kind::MarkAway);
            ++found;
        }
    }

    /// What an operator does with the bookings of who is away, as it comes: what is booked later finds the times taken.
    void rearrange(qint64 until_ms)
    {
        for (; !m_ill.empty() && m_ill.begin()->first <= until_ms; m_ill.erase(m_ill.begin())) {
            const std::size_t provider = m_ill.begin()->second;
            PlannedAbsence &away = m_plan.cast.providers[provider].absences.back();
            const auto isIn = [&](qint64 start_ms) {
                const QDate day = m_calendars[provider].dayOf(start_ms);
                return away.first <= day && day <= away.last;
            };
            for (std::size_t i = 0; i < m_plan.bookings.size(); ++i) {
                const PlannedBooking &booking = m_plan.bookings[i];
                if (booking.provider != provider)
                    continue;
                const bool isMovedThere = booking.moved_ms > 0 && isIn(booking.moved_ms);
                if (isMovedThere || isIn(booking.starts_ms))
                    away.bookings[i] = instead(booking, isMovedThere ? booking.moved_ms : booking.starts_ms, away);
            }
        }
    }

    /// Somebody of the same trade in the city who is free then; or the same firm afterwards; a seat's session does not take place.
    PlannedRearrangement instead(const PlannedBooking &booking, qint64 start_ms, const PlannedAbsence &away)
    {
        using Kind = PlannedRearrangement::Kind;
        PlannedRearrangement choice;
        const PlannedProvider &firm = m_plan.cast.providers[booking.provider];
        const PlannedListing &listing = firm.listings[booking.listing];
        if (listing.capacity > 1)
            return choice;
        for (const std::size_t other : m_inCity[firm.city]) {
            const PlannedListing &offer = m_plan.cast.providers[other].listings.front();
            if (other != booking.provider && offer.category == listing.category && isThere(other, away.known_ms) && m_calendars[other].takeAt(start_ms, listing.minutes, away.known_ms)) {
                choice.kind = Kind::Reassign;
                choice.provider = other;
                return choice;
            }
        }
        const qint64 afterwards = away.last.addDays(1).startOfDay(QTimeZone(firm.zone)).toMSecsSinceEpoch();
        if (const auto later = m_calendars[booking.provider].take(afterwards, afterwards + 30 * day_ms, listing.minutes, away.known_ms, m_dice)) {
            choice.kind = Kind::Reschedule;
            choice.starts_ms = *later;
        }
        return choice;
    }

    /// A seat in a session that others come to already, if there is one to spare; else a time at which a new one begins.
    std::optional<qint64> seat(std::size_t provider, std::size_t listing, std::size_t customer, qint64 at_ms, qint64 soonest_ms, qint64 wanted_ms)
    {
        const PlannedListing &group = m_plan.cast.providers[provider].listings[listing];
        auto &sessions = m_sessions[std::pair(provider, listing)];
        if (m_dice.chance(0.95)) {
            for (auto session = sessions.lower_bound(std::max(soonest_ms, wanted_ms - 10 * day_ms)); session != sessions.end() && session->first < wanted_ms + 21 * day_ms; ++session) {
                const bool isFull = session->second.size() >= static_cast<std::size_t>(group.capacity);
                if (!isFull && !session->second.contains(customer) && !m_calendars[provider].isAway(m_calendars[provider].dayOf(session->first), at_ms)) {
                    session->second.insert(customer);
                    return session->first;
                }
            }
        }
        const auto start = m_calendars[provider].take(wanted_ms, wanted_ms + 30 * day_ms, group.minutes, at_ms, m_dice);
        if (start)
            sessions[*start].insert(customer);
        return start;
    }

    /// A customer of that time, the busy ones more often.
    std::size_t somebody(qint64 at_ms)
    {
        const auto &everybody = m_plan.cast.customers;
        const auto last = std::partition_point(everybody.begin(), everybody.end(), [at_ms](const PlannedCustomer &customer) { return customer.person.joins_ms + settling_in_ms <= at_ms; });
        const auto count = std::max<std::ptrdiff_t>(1, last - everybody.begin());
        const double place = m_dice.fraction() * m_activity[static_cast<std::size_t>(count - 1)];
        return static_cast<std::size_t>(std::upper_bound(m_activity.begin(), m_activity.begin() + count - 1, place) - m_activity.begin());
    }

    bool isThere(std::size_t provider, qint64 at_ms) const
    {
        return m_plan.cast.providers[provider].person.joins_ms + settling_in_ms <= at_ms;
    }

    /// Where a customer was content most recently, and where never again.
    std::optional<std::size_t> favourite(std::size_t customer, qint64 at_ms) const
    {
        const auto &remembered = m_memories[customer];
        for (auto memory = remembered.rbegin(); memory != remembered.rend(); ++memory) {
            if (memory->impression.known_ms > 0 && memory->impression.known_ms <= at_ms && memory->impression.isContent)
                return memory->provider;
        }
        return std::nullopt;
    }

    bool isAvoided(std::size_t customer, std::size_t provider, qint64 at_ms) const
    {
        const auto &remembered = m_memories[customer];
        return std::any_of(remembered.begin(), remembered.end(), [&](const Memory &memory) {
            return memory.provider == provider && memory.impression.known_ms > 0 && memory.impression.known_ms <= at_ms && !memory.impression.isContent;
        });
    }

    /// How inviting a provider looks: known, well spoken of, at a price that this customer feels at home with.
    double appeal(std::size_t customer, std::size_t provider, qint64 at_ms) const
    {
        const PlannedProvider &firm = m_plan.cast.providers[provider];
        const double dear = (firm.dearness - m_plan.cast.customers[customer].budget) / 0.12;
        const double praise = (m_good[provider] + 3.0) / (m_all[provider] + 4.0);
        return firm.popularity * std::exp(-dear * dear / 2) * praise * praise * (isAvoided(customer, provider, at_ms) ? 0.02 : 1) + 1e-6;
    }

    std::optional<std::size_t> search(std::size_t customer, qint64 at_ms)
    {
        const PlannedCustomer &who = m_plan.cast.customers[customer];
        std::vector<std::size_t> found;
        const auto look = [&](const std::vector<std::size_t> &among) {
            std::copy_if(among.begin(), among.end(), std::back_inserter(found), [&](std::size_t provider) { return isThere(provider, at_ms); });
        };
        if (!m_wish.isUniform && !m_dice.chance(0.03))
            look(m_inCity[who.city]);
        if (found.empty()) // away from home, or nobody does it there
            look(m_inMarket[who.person.market]);
        if (found.empty())
            return std::nullopt;
        if (m_wish.isUniform)
            return m_dice.pick(found);
        double all = 0;
        std::vector<double> edges;
        edges.reserve(found.size());
        for (const std::size_t provider : found)
            edges.push_back(all += appeal(customer, provider, at_ms));
        const auto place = std::upper_bound(edges.begin(), edges.end() - 1, m_dice.fraction() * all) - edges.begin();
        return found[static_cast<std::size_t>(place)];
    }

    bool book(qint64 at_ms, std::size_t customer)
    {
        const PlannedCustomer &who = m_plan.cast.customers[customer];
        if (who.person.joins_ms + settling_in_ms > at_ms)
            return false;
        std::optional<std::size_t> chosen;
        if (!m_wish.isUniform && m_dice.chance(who.loyalty))
            chosen = favourite(customer, at_ms);
        if (!chosen)
            chosen = search(customer, at_ms);
        if (!chosen)
            return false;
        const PlannedProvider &provider = m_plan.cast.providers[*chosen];
        PlannedBooking booking;
        booking.customer = customer;
        booking.provider = *chosen;
        booking.listing = static_cast<std::size_t>(m_dice.below(static_cast<qint64>(provider.listings.size())));
        const PlannedListing &listing = provider.listings[booking.listing];
        const qint64 soonest = at_ms + (listing.isInstant ? 100 : 180) * minute_ms;
        const qint64 wanted = soonest + static_cast<qint64>(m_dice.exponential(who.ahead_d) * static_cast<double>(day_ms));
        const auto start = listing.capacity > 1 ? seat(*chosen, booking.listing, customer, at_ms, soonest, wanted)
                                                : m_calendars[*chosen].take(wanted, wanted + 30 * day_ms, listing.minutes, at_ms, m_dice);
        if (!start)
            return false;
        booking.starts_ms = *start;
        m_plan.bookings.push_back(booking);
        Memory memory;
        memory.provider = *chosen;
        memory.impression = Fate(m_plan, m_dice, m_calendars[*chosen], m_plan.bookings.size() - 1).from(at_ms);
        m_memories[customer].push_back(memory);
        if (memory.impression.known_ms > 0)
            m_untold.emplace(memory.impression.known_ms, std::pair(*chosen, memory.impression.isContent));
        return true;
    }

    /// What customers say of providers is known once it has happened.
    void hear(qint64 until_ms)
    {
        while (!m_untold.empty() && m_untold.begin()->first <= until_ms) {
            const auto [provider, isContent] = m_untold.begin()->second;
            m_all[provider] += 1;
            m_good[provider] += isContent ? 1 : 0;
            m_untold.erase(m_untold.begin());
        }
    }

    Plan &m_plan;
    const PlanWish &m_wish;
    Dice &m_dice;
    std::multimap<qint64, std::size_t> m_ill; ///< when it becomes known of whom
    std::vector<Calendar> m_calendars;
    std::map<std::pair<std::size_t, std::size_t>, std::map<qint64, std::set<std::size_t>>> m_sessions; ///< of each listing: when, and who has a seat
    std::map<int, std::vector<std::size_t>> m_inMarket;
    std::map<int, std::vector<std::size_t>> m_inCity;
    std::vector<double> m_activity; ///< of each customer and all before
    std::vector<std::vector<Memory>> m_memories; ///< of each customer, in the order of booking
    std::multimap<qint64, std::pair<std::size_t, bool>> m_untold;
    std::vector<int> m_good; ///< what is said of each provider
    std::vector<int> m_all;
};

/// What seldom happens happens at least once: the gateway refuses a repayment, and a step waits for an operator.
void addTroubles(Plan &plan)
{
    using Kind = PlannedAct::Kind;
    std::size_t refunds = 0, ends = 0;
    std::optional<std::size_t> refused;
    for (std::size_t i = 0; i < plan.acts.size() && plan.acts[i].at_ms < plan.present_ms - 2 * hour_ms; ++i) {
        PlannedAct &act = plan.acts[i];
        const bool isPaidBack = act.kind == Kind::CancelAsProvider; // an operator's waits until it can no longer be taken back
        if (isPaidBack && ++refunds % 40 == 20) { // mostly finance sees to it
            act.gatewayFails = "refuse";
            plan.acts.emplace_back(act.at_ms + 20 * hour_ms, act.which, Kind::AskGatewayAgain);
        } else if (isPaidBack) {
            refused = i;
        }
    }
    if (refused)
        plan.acts[*refused].gatewayFails = "refuse";
    for (std::size_t i = plan.acts.size(); i-- > 0 && ends < plan.bookings.size() / 5000 + 1;) {
        const PlannedAct &act = plan.acts[i];
        // Whether it is complete and is settled by itself is known by then, and nobody objects before the present.
        const bool isNearlyOver = act.kind == Kind::Complete && act.at_ms < plan.present_ms - 3 * day_ms - 2 * hour_ms;
        const auto objected = [&](const PlannedAct &other) { return other.which == act.which && other.isOfBooking() && other.at_ms > act.at_ms; };
        if (!isNearlyOver || std::any_of(plan.acts.begin() + static_cast<std::ptrdiff_t>(i) + 1, plan.acts.end(), objected))
            continue;
        plan.acts.emplace_back(act.at_ms + 3 * day_ms - hour_ms, act.which, Kind::WearOut);
        ++ends;
    }
}

void sortActs(std::vector<PlannedAct> &acts)
{
    std::stable_sort(acts.begin(), acts.end(), [](const PlannedAct &a, const PlannedAct &b) { return a.at_ms < b.at_ms; });
}

} // namespace

void live(Plan &plan, const PlanWish &wish, Dice &dice)
{
    Lives(plan, wish, dice).go();
    sortActs(plan.acts);
    if (wish.isUniform)
        return;
    seeTo(plan, dice);
    sortActs(plan.acts);
    addTroubles(plan);
    sortActs(plan.acts);
}

Result<Plan> makePlan(const PlanWish &wish)
{
    Plan plan;
    Dice dice(wish.seed);
    plan.present_ms = wish.present.toMSecsSinceEpoch();
    plan.begin_ms = plan.present_ms - wish.days * day_ms;
    CastWish people;
    people.bookings = wish.bookings;
    people.begin_ms = plan.begin_ms;
    people.present_ms = plan.present_ms;
    people.isUniform = wish.isUniform;
    auto cast = makeCast(people, dice);
    if (!cast)
        return std::unexpected(cast.error());
    plan.cast = std::move(*cast);
    live(plan, wish, dice);
    return plan;
}

std::vector<PlannedAct> cutShort(const Plan &plan, std::size_t done)
{
    const qint64 last_days = plan.present_ms - 10 * day_ms;
    std::vector<bool> goesOn(plan.bookings.size());
    for (std::size_t i = 0; i < plan.acts.size(); ++i) {
        if (plan.acts[i].kind == PlannedAct::Kind::Book)
            goesOn[plan.acts[i].which] = i < done || plan.acts[i].at_ms >= last_days;
    }
    std::vector<bool> customers(plan.cast.customers.size()), providers(plan.cast.providers.size());
    for (std::size_t i = 0; i < plan.bookings.size(); ++i) {
        if (goesOn[i])
            customers[plan.bookings[i].customer] = providers[plan.bookings[i].provider] = true;
    }
    std::vector<PlannedAct> left;
    std::copy_if(plan.acts.begin() + static_cast<std::ptrdiff_t>(done), plan.acts.end(), std::back_inserter(left), [&](const PlannedAct &act) {
        return act.kind == PlannedAct::Kind::JoinAsCustomer ? customers[act.which] : act.isOfBooking() ? goesOn[act.which] : providers[act.which];
    });
    return left;
}

} // namespace steward::ctl
