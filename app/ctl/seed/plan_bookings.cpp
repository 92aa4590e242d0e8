// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/seed/plan.h"

#include <QTimeZone>

#include <algorithm>
#include <map>

namespace steward::ctl {
namespace {

constexpr qint64 minute_ms = 60'000;
constexpr qint64 hour_ms = 60 * minute_ms;
constexpr qint64 day_ms = 24 * hour_ms;

/// When a provider is free, as a customer who looks at the calendar sees it.
class Calendar final {
public:
    explicit Calendar(const PlannedProvider &provider)
        : m_hours(provider.hours)
        , m_zone(provider.zone)
    {
    }

    /// A free start at or after `earliest_ms`, within three weeks; 0 if there is none. Taken from then on.
    qint64 take(qint64 earliest_ms, int minutes, Dice &dice)
    {
        const QDate first = QDateTime::fromMSecsSinceEpoch(earliest_ms, m_zone).date();
        for (int day = 0; day < 21; ++day) {
            const QDate date = first.addDays(day);
            if (std::find(m_hours.weekdays.begin(), m_hours.weekdays.end(), date.dayOfWeek()) == m_hours.weekdays.end())
                continue;
            std::vector<qint64> free;
            for (int at = m_hours.from_minute; at + minutes <= m_hours.to_minute; at += 30) {
                const qint64 start = QDateTime(date, QTime(at / 60, at % 60), m_zone).toMSecsSinceEpoch();
                if (start >= earliest_ms && isFree(start, start + minutes * minute_ms))
                    free.push_back(start);
            }
            if (!free.empty()) {
                const qint64 start = dice.pick(free);
                m_taken[start] = start + minutes * minute_ms;
                return start;
            }
        }
        return 0;
    }

private:
    bool isFree(qint64 from, qint64 to) const
    {
        auto after = m_taken.lower_bound(to); // the first that begins when this one has ended
        return after == m_taken.begin() || std::prev(after)->second <= from;
    }

    PlannedHours m_hours;
    QTimeZone m_zone;
    std::map<qint64, qint64>
        m_taken; ///< begin → end; what is cancelled later stays taken, which is simple and always right
};

/// Writes down how one booking goes, step by step.
class Fate final {
public:
    Fate(SeedPlan &plan, Dice &dice, std::size_t booking)
        : m_plan(plan)
        , m_dice(dice)
        , m_booking(booking)
        , m_listing(plan.providers[plan.bookings[booking].provider].listings[plan.bookings[booking].listing])
        , m_start(plan.bookings[booking].starts_ms)
        , m_end(m_start + m_listing.minutes * minute_ms)
    {
    }

    void from(qint64 created)
    {
        add(created, PlannedAct::Kind::Book);
        const qint64 authorised = created + m_dice.between(20, 90) * 1000;
        const bool isJustPaying = m_plan.present_ms - created < 9 * minute_ms && m_booking % 500 == 7;
        if (m_dice.chance(0.04) || isJustPaying) // nobody paid
            return;
        add(authorised, PlannedAct::Kind::Authorise);
        if (m_listing.isInstant)
            confirmed(authorised);
        else
            requested(authorised);
    }

private:
    void requested(qint64 since)
    {
        // The same moment as the workflow's: three days, or an hour before the start.
        const qint64 deadline = std::min(since + 3 * day_ms, m_start - hour_ms);
        const qint64 answer
            = since + 4 * minute_ms + static_cast<qint64>(m_dice.exponential(8.0) * static_cast<double>(hour_ms));
        const double what = m_dice.fraction();
        if (what < 0.04 && answer < deadline)
            add(answer, PlannedAct::Kind::CancelAsCustomer);
        else if (what < 0.12 && answer < deadline)
            add(answer, PlannedAct::Kind::Decline);
        else if (what < 0.94 && answer < deadline) {
            add(answer, what < 0.14 ? PlannedAct::Kind::AcceptForProvider : PlannedAct::Kind::Accept);
            confirmed(answer);
        }
    }

    void confirmed(qint64 since)
    {
        const qint64 some = since + static_cast<qint64>(m_dice.fraction() * static_cast<double>(m_start - since));
        const double what = m_dice.fraction();
        if (what < 0.09)
            return add(some, PlannedAct::Kind::CancelAsCustomer);
        if (what < 0.11)
            return add(some, PlannedAct::Kind::CancelAsProvider);
        if (what < 0.12)
            return divided(some, PlannedAct::Kind::CancelAsOperator, 1.0);
        if (what < 0.135)
            return divided(some, PlannedAct::Kind::OverrideCancel, 0.6);
        if (what < 0.155) // nobody opens, or nobody comes
            return add(m_start + m_dice.between(20, 50) * minute_ms,
                       what < 0.148 ? PlannedAct::Kind::CustomerDidNotCome : PlannedAct::Kind::ProviderDidNotCome);
        if (!m_dice.chance(0.06)) // else the provider forgets
            add(m_end + m_dice.between(0, 40) * minute_ms, PlannedAct::Kind::Complete);
        if (m_dice.chance(0.012)) // a complaint, and no dispute
            return divided(m_end + day_ms + m_dice.between(1, 20) * hour_ms, PlannedAct::Kind::OverrideCancel, 0.5);
        if (m_dice.chance(0.025)) {
            const qint64 disputed = m_end + day_ms + m_dice.between(1, 200) * hour_ms; // before or after it is settled
            add(disputed, PlannedAct::Kind::Dispute);
            divided(disputed + m_dice.between(3, 90) * hour_ms, PlannedAct::Kind::Resolve, 0.5);
        }
    }

    void divided(qint64 at, PlannedAct::Kind kind, double share)
    {
        using Why = std::vector<std::pair<QString, QString>>;
        static const Why cancelled {
            { QStringLiteral("provider_cannot_come"), QStringLiteral("Rang us this morning; the van broke down.") },
            { QStringLiteral("customer_emergency"), QStringLiteral("Customer is in hospital, sister called.") },
            { QStringLiteral("wrong_listing"), QString() },
            { QStringLiteral("platform_fault"), QStringLiteral("Reminder showed the wrong time.") },
            { QStringLiteral("other"), QStringLiteral("Agreed with both on the phone.") },
        };
        static const Why resolved {
            { QStringLiteral("agreed"), QString() },
            { QStringLiteral("not_as_described"), QStringLiteral("Pictures show that a third of the work is missing.") },
            { QStringLiteral("not_delivered"), QString() },
            { QStringLiteral("unfounded"), QStringLiteral("Both signed that the work was done.") },
        };
        PlannedAct act(at, m_booking, kind);
        act.toCustomer
            = m_dice.chance(0.5) ? m_listing.price : static_cast<qint64>(static_cast<double>(m_listing.price) * share);
        act.toProvider = m_dice.chance(0.5) ? m_listing.price - act.toCustomer : 0;
        std::tie(act.reason, act.note) = m_dice.pick(kind == PlannedAct::Kind::Resolve ? resolved : cancelled);
        m_plan.acts.push_back(act);
    }

    void add(qint64 at, PlannedAct::Kind kind) { m_plan.acts.emplace_back(at, m_booking, kind); }

    SeedPlan &m_plan;
    Dice &m_dice;
    std::size_t m_booking;
    const PlannedListing &m_listing;
    qint64 m_start;
    qint64 m_end;
};

/// When somebody books: more of late than six weeks ago, and not in the middle of the night.
qint64 someCreation(const SeedPlan &plan, Dice &dice, const QTimeZone &zone, std::size_t index)
{
    if (index % 500 == 7) // a few are just about to pay
        return plan.present_ms - dice.between(1, 8) * minute_ms;
    const qint64 first = plan.begin_ms + day_ms;
    const qint64 span = plan.present_ms - 2 * minute_ms - first;
    for (;;) {
        const double place = std::sqrt(dice.fraction());
        const qint64 at = first + static_cast<qint64>(place * static_cast<double>(span));
        const int hour = QDateTime::fromMSecsSinceEpoch(at, zone).time().hour();
        if ((hour >= 7 && hour < 23) || dice.chance(0.08))
            return at;
    }
}

} // namespace

void planBookings(SeedPlan &plan, Dice &dice, int bookings)
{
    std::vector<Calendar> calendars(plan.providers.begin(), plan.providers.end());
    std::map<int, std::vector<std::size_t>> inMarket;
    std::map<int, std::vector<std::size_t>> inCity;
    for (std::size_t i = 0; i < plan.providers.size(); ++i) {
        inMarket[plan.providers[i].person.market].push_back(i);
        inCity[plan.providers[i].city].push_back(i);
    }

    while (plan.bookings.size() < static_cast<std::size_t>(bookings)) {
        PlannedBooking booking;
        booking.customer = static_cast<std::size_t>(dice.below(static_cast<qint64>(plan.customers.size())));
        const PlannedCustomer &customer = plan.customers[booking.customer];
        const auto &near = inCity[customer.city];
        booking.provider = dice.pick(near.empty() || dice.chance(0.05) ? inMarket[customer.person.market] : near);
        const PlannedProvider &provider = plan.providers[booking.provider];
        booking.listing = static_cast<std::size_t>(dice.below(static_cast<qint64>(provider.listings.size())));
        const PlannedListing &listing = provider.listings[booking.listing];
        const qint64 created = someCreation(plan, dice, QTimeZone(provider.zone), plan.bookings.size());
        const qint64 soonest = created + (listing.isInstant ? 30 : 90) * minute_ms;
        const qint64 wanted = soonest + static_cast<qint64>(dice.exponential(4.5) * static_cast<double>(day_ms));
        booking.starts_ms = calendars[booking.provider].take(std::max(soonest, wanted), listing.minutes, dice);
        if (booking.starts_ms == 0)
            continue; // booked out; this customer looks elsewhere
        plan.bookings.push_back(booking);
        Fate(plan, dice, plan.bookings.size() - 1).from(created);
    }
    std::stable_sort(plan.acts.begin(), plan.acts.end(),
                     [](const PlannedAct &a, const PlannedAct &b) { return a.at_ms < b.at_ms; });
}

Result<SeedPlan> makePlan(int bookings, quint64 seed, const QDateTime &present)
{
    SeedPlan plan;
    Dice dice(seed);
    plan.present_ms = present.toMSecsSinceEpoch();
    plan.begin_ms = plan.present_ms - 43 * day_ms;
    if (auto people = planPeople(plan, dice, bookings); !people)
        return std::unexpected(people.error());
    planBookings(plan, dice, bookings);
    return plan;
}

} // namespace steward::ctl
