// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/simulate/fate.h"

#include <limits>

namespace steward::ctl {
namespace {

constexpr qint64 minute_ms = 60'000;
constexpr qint64 hour_ms = 60 * minute_ms;
constexpr qint64 day_ms = 24 * hour_ms;
constexpr qint64 clear_ms = 45 * minute_ms; ///< of what happens by itself
constexpr qint64 ever_ms = std::numeric_limits<qint64>::max();

qint64 ofHours(double hours)
{
    return static_cast<qint64>(hours * static_cast<double>(hour_ms));
}

} // namespace

Fate::Fate(Plan &plan, Dice &dice, Calendar &calendar, std::size_t booking)
    : m_plan(plan)
    , m_dice(dice)
    , m_calendar(calendar)
    , m_booking(booking)
    , m_provider(plan.cast.providers[plan.bookings[booking].provider])
    , m_customer(plan.cast.customers[plan.bookings[booking].customer])
    , m_listing(m_provider.listings[plan.bookings[booking].listing])
    , m_start(plan.bookings[booking].starts_ms)
    , m_end(m_start + m_listing.minutes * minute_ms)
{
}

Impression Fate::from(qint64 created_ms)
{
    add(created_ms, PlannedAct::Kind::Book);
    const qint64 authorised = created_ms + m_dice.between(20, 90) * 1000;
    const bool isJustPaying = m_plan.present_ms - created_ms < 9 * minute_ms;
    if (isJustPaying || !m_dice.chance(m_customer.pays)) {
        if (!isJustPaying && m_dice.chance(0.3)) // the card was no good; of the others nobody hears again
            add(authorised, PlannedAct::Kind::Authorise).gatewayFails = "decline";
        return m_impression;
    }
    add(authorised, PlannedAct::Kind::Authorise);
    if (m_listing.isInstant)
        confirmed(authorised);
    else
        requested(authorised);
    return m_impression;
}

void Fate::requested(qint64 since_ms)
{
    // The same moment as the workflow's: three days, or an hour before the start.
    const qint64 deadline = std::min(since_ms + 3 * day_ms, m_start - hour_ms) - clear_ms;
    const qint64 answer = since_ms + 4 * minute_ms + ofHours(m_dice.exponential(m_provider.answer_h));
    if (answer >= deadline)
        return leaves(deadline, false);
    if (m_dice.chance(m_customer.cancels / 3)) {
        add(answer, PlannedAct::Kind::CancelAsCustomer);
    } else if (!m_dice.chance(m_provider.accepts)) {
        add(answer, PlannedAct::Kind::Decline);
        leaves(answer, false);
    } else {
        add(answer, PlannedAct::Kind::Accept).isByTelephone = m_dice.chance(0.03);
        confirmed(answer);
    }
}

void Fate::confirmed(qint64 since_ms)
{
    const bool isSeat = m_listing.capacity > 1; // who leads a group comes for the others, too
    if (!isSeat)
        maybeMoved(since_ms);
    const qint64 some = between(since_ms, m_start - clear_ms);
    const double what = m_dice.fraction();
    double edge = m_customer.cancels;
    if (what < edge)
        return void(add(some, PlannedAct::Kind::CancelAsCustomer));
    if (what < (edge += m_provider.cancels)) {
        leaves(some, false);
        return void(add(some, PlannedAct::Kind::CancelAsProvider));
    }
    if (what < (edge += 0.006))
        return divided(some, PlannedAct::Kind::CancelAsOperator, 1.0);
    if (what < (edge += 0.01))
        return divided(some, PlannedAct::Kind::OverrideCancel, 0.6);
    const qint64 waited = m_start + m_dice.between(20, 50) * minute_ms;
    if (what < (edge += m_customer.staysAway))
        return void(add(waited, PlannedAct::Kind::CustomerDidNotCome));
    if (!isSeat && what < edge + m_provider.cancels / 3) {
        leaves(waited, false);
        return void(add(waited, PlannedAct::Kind::ProviderDidNotCome));
    }
    done();
}

void Fate::maybeMoved(qint64 &since_ms)
{
    const qint64 left = m_start - since_ms;
    const qint64 ahead = m_start - m_plan.present_ms; // some of what starts soon is just being thought about
    const bool isSoon = ahead > 26 * hour_ms && ahead < 3 * day_ms && since_ms < m_plan.present_ms - hour_ms;
    if (left < 30 * hour_ms || !m_dice.chance(isSoon ? 0.35 : 0.07))
        return;
    const bool byCustomer = m_dice.chance(0.6);
    const qint64 at = isSoon ? between(std::max(since_ms, m_plan.present_ms - 20 * hour_ms), m_plan.present_ms - 10 * minute_ms)
                             : between(since_ms, std::min(since_ms + 6 * day_ms, m_start - 28 * hour_ms));
    if (!isSoon && at > m_plan.present_ms - 2 * day_ms)
        return; // whoever tries the demonstration out finds bookings further ahead as they were made
    const auto other = m_calendar.take(std::max(m_start + hour_ms, at + day_ms), m_start + 14 * day_ms, m_listing.minutes, ever_ms, m_dice);
    if (!other)
        return;
    add(at, byCustomer ? PlannedAct::Kind::ProposeAsCustomer : PlannedAct::Kind::ProposeAsProvider).starts_ms = *other;
    // The same moment as the workflow's: two days, or the earlier start.
    const qint64 deadline = std::min(at + 2 * day_ms, m_start) - clear_ms;
    const qint64 answer = at + 10 * minute_ms + ofHours(m_dice.exponential(byCustomer ? m_provider.answer_h : 9));
    since_ms = std::min(answer, deadline + 2 * clear_ms);
    if (answer >= deadline)
        return; // it lapses, and they meet as agreed
    if (m_dice.chance(0.25))
        return void(add(answer, byCustomer ? PlannedAct::Kind::RefuseTimeAsProvider : PlannedAct::Kind::RefuseTimeAsCustomer));
    add(answer, byCustomer ? PlannedAct::Kind::AcceptTimeAsProvider : PlannedAct::Kind::AcceptTimeAsCustomer);
    m_start = m_plan.bookings[m_booking].moved_ms = *other;
    m_end = m_start + m_listing.minutes * minute_ms;
}

void Fate::done()
{
    const bool isContent = m_dice.chance(m_provider.contents);
    leaves(m_end, isContent);
    const qint64 said = m_end + m_dice.between(2, 50) * minute_ms;
    const bool isForgotten = m_dice.chance(m_provider.forgets); // then it is complete by itself, a day later
    if (!isForgotten)
        add(said, PlannedAct::Kind::Complete);
    if (!isContent)
        return complained();
    if (!isForgotten && m_dice.chance(0.25))
        add(said + clear_ms + ofHours(m_dice.exponential(7)), PlannedAct::Kind::ConfirmCompletion);
}

void Fate::complained()
{
    const qint64 told = m_end + day_ms + clear_ms + m_dice.between(0, 20) * hour_ms;
    const double what = m_dice.fraction();
    if (what < 0.06)
        return divided(told, PlannedAct::Kind::OverrideCancel, 0.5);
    if (what < 0.16)
        return divided(told, PlannedAct::Kind::Goodwill, 0.15);
    if (what < 0.34) {
        const qint64 disputed = told + m_dice.between(1, 200) * hour_ms; // before or after it is settled
        add(disputed, PlannedAct::Kind::Dispute);
        divided(disputed + 12 * hour_ms + ofHours(m_dice.exponential(120)), PlannedAct::Kind::Resolve, 0.5);
    }
}

void Fate::divided(qint64 at_ms, PlannedAct::Kind kind, double share)
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
    PlannedAct &act = add(at_ms, kind);
    const auto part = static_cast<qint64>(static_cast<double>(m_listing.price) * share);
    if (kind == PlannedAct::Kind::Goodwill) {
        act.toCustomer = std::max<qint64>(1, part);
        act.reason = QStringLiteral("inconvenience");
        act.note = QStringLiteral("Was not happy; we want to see them again.");
        return;
    }
    // The platform now and then keeps something, so that a split of three is seen too.
    act.toCustomer = m_dice.chance(0.5) ? m_listing.price : part;
    act.toProvider = m_dice.chance(0.5) ? m_listing.price - act.toCustomer : 0;
    std::tie(act.reason, act.note) = m_dice.pick(kind == PlannedAct::Kind::Resolve ? resolved : cancelled);
}

PlannedAct &Fate::add(qint64 at_ms, PlannedAct::Kind kind)
{
    return m_plan.acts.emplace_back(at_ms, m_booking, kind);
}

void Fate::leaves(qint64 at_ms, bool isContent)
{
    m_impression.known_ms = at_ms;
    m_impression.isContent = isContent;
}

qint64 Fate::between(qint64 from_ms, qint64 to_ms)
{
    return from_ms + static_cast<qint64>(m_dice.fraction() * static_cast<double>(std::max<qint64>(1, to_ms - from_ms)));
}

} // namespace steward::ctl
