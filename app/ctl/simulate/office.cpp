// SPDX-License-Identifier: GPL-3.0-or-later
// What operators see to of their own accord, or because somebody rings: who would else never do what only they can.
#include "app/ctl/simulate/plan.h"

#include <algorithm>

namespace steward::ctl {
namespace {

constexpr qint64 minute_ms = 60'000;
constexpr qint64 hour_ms = 60 * minute_ms;
constexpr qint64 day_ms = 24 * hour_ms;

/// The way of one booking, as far as operators ask.
struct Way {
    Way() = default;
    std::size_t which = 0;
    qint64 booked_ms = 0;
    qint64 confirmed_ms = 0; ///< 0: it is not
    qint64 starts_ms = 0;
    qint64 ends_ms = 0;
    qint64 comesAgain_ms = 0; ///< when its customer books after it was done; 0: not in the past
    std::size_t completion = 0; ///< the act by which its provider says that it is done; 0: they forget
    std::size_t confirmation = 0; ///< the act by which its customer does
    bool isLarge = false;
    bool isPlain = true; ///< it is booked, paid, accepted and done; nothing else happens
    bool isSeenTo = false;
};

class Office final {
public:
    Office(Plan &plan, Dice &dice)
        : m_plan(plan)
        , m_dice(dice)
        , m_ways(plan.bookings.size())
    {
        for (std::size_t i = 0; i < m_ways.size(); ++i)
            begin(i);
        for (std::size_t i = 0; i < plan.acts.size(); ++i) {
            if (plan.acts[i].isOfBooking())
                follow(i);
        }
        for (const PlannedProvider &provider : plan.cast.providers) {
            for (const PlannedAbsence &absence : provider.absences) {
                for (const auto &[booking, choice] : absence.bookings)
                    m_ways[booking].isPlain = false;
            }
        }
        rememberWhoComesAgain();
    }

    /// What few bookings fit comes first.
    void open()
    {
        askSecondPersons();
        makeUp();
        reprice();
        cancelInOtherWords();
        answerTheTelephone();
        lookUp();
        remindTheForgetful();
    }

private:
    using Kind = PlannedAct::Kind;

    void begin(std::size_t booking)
    {
        const PlannedBooking &planned = m_plan.bookings[booking];
        const PlannedListing &listing = m_plan.cast.providers[planned.provider].listings[planned.listing];
        Way &way = m_ways[booking];
        way.which = booking;
        way.starts_ms = planned.starts_ms;
        way.ends_ms = planned.starts_ms + listing.minutes * minute_ms;
        way.isLarge = listing.isLarge;
    }

    void follow(std::size_t at)
    {
        const PlannedAct &act = m_plan.acts[at];
        const PlannedBooking &booking = m_plan.bookings[act.which];
        Way &way = m_ways[act.which];
        way.isPlain = way.isPlain && act.gatewayFails == nullptr;
        if (act.kind == Kind::Book)
            way.booked_ms = act.at_ms;
        else if (act.kind == Kind::Accept)
            way.confirmed_ms = act.at_ms;
        else if (act.kind == Kind::Complete)
            way.completion = at;
        else if (act.kind == Kind::ConfirmCompletion)
            way.confirmation = at;
        else if (act.kind != Kind::Authorise)
            way.isPlain = false;
        else if (m_plan.cast.providers[booking.provider].listings[booking.listing].isInstant)
            way.confirmed_ms = act.at_ms;
    }

    void rememberWhoComesAgain()
    {
        std::map<std::size_t, qint64> latest; // of each customer, in the past
        for (const Way &way : m_ways) {
            if (way.booked_ms < m_plan.present_ms - hour_ms)
                latest[m_plan.bookings[way.which].customer] = std::max(latest[m_plan.bookings[way.which].customer], way.booked_ms);
        }
        for (Way &way : m_ways) {
            const qint64 last = latest[m_plan.bookings[way.which].customer];
            way.comesAgain_ms = last > way.ends_ms ? last : 0;
        }
    }

    /// One in so many bookings, at least one, of those that fit: spread over the history, and none that was seen to before.
    template <class Fits> std::vector<std::size_t> some(std::size_t oneIn, Fits fits)
    {
        std::vector<std::size_t> fitting;
        for (const Way &way : m_ways) {
            if (way.isPlain && !way.isSeenTo && way.confirmed_ms > 0 && fits(way))
                fitting.push_back(way.which);
        }
        const std::size_t count = std::min(fitting.size(), std::max<std::size_t>(1, m_ways.size() / oneIn));
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t from = i * fitting.size() / count, to = (i + 1) * fitting.size() / count;
            chosen.push_back(fitting[from + static_cast<std::size_t>(m_dice.below(static_cast<qint64>(to - from)))]);
            m_ways[chosen.back()].isSeenTo = true;
        }
        return chosen;
    }

    /// Somewhere between two parts of a time.
    qint64 within(qint64 from_ms, qint64 to_ms, double least, double most)
    {
        return from_ms + static_cast<qint64>((least + (most - least) * m_dice.fraction()) * static_cast<double>(to_ms - from_ms));
    }

    bool isDone(const Way &way) const { return way.completion > 0 && way.ends_ms < m_plan.present_ms - day_ms; }
    /// Between its end and when it is settled by itself, unless its customer is faster.
    qint64 afterwards(std::size_t which) { return m_ways[which].ends_ms + 2 * hour_ms + m_dice.below(10 * hour_ms); }

    PlannedAct &add(qint64 at_ms, std::size_t which, Kind kind, const char *reason, const char *note)
    {
        PlannedAct &act = m_plan.acts.emplace_back(at_ms, which, kind);
        act.reason = QString::fromLatin1(reason);
        act.note = QString::fromLatin1(note);
        return act;
    }

    qint64 priceOf(std::size_t which) const
    {
        const PlannedBooking &booking = m_plan.bookings[which];
        return m_plan.cast.providers[booking.provider].listings[booking.listing].price;
    }

    /// Support cancels what is above its limit, so that somebody else is asked; some think better of it, and some are never answered.
    void askSecondPersons()
    {
        struct Ending {
            std::size_t oneIn;
            std::optional<Kind> kind;
            const char *note;
        };
        for (const Ending &ending : { Ending { 150, Kind::Approve, "Looked at what both wrote; agreed." }, Ending { 500, std::nullopt, "" }, Ending { 500, Kind::Withdraw, "" },
                                      Ending { 500, Kind::Reject, "They agreed on another day, I rang both." } }) {
            const auto chosen = some(ending.oneIn, [this](const Way &way) {
                const bool isTime = way.starts_ms - way.confirmed_ms > 9 * hour_ms;
                return way.isLarge && isTime && isDone(way) && way.starts_ms < m_plan.present_ms - 4 * day_ms; // by then, what nobody decides is too old
            });
            for (const std::size_t which : chosen) {
                const Way &way = m_ways[which];
                const qint64 proposed = within(way.confirmed_ms, way.starts_ms, 0.1, 0.3);
                add(proposed, which, Kind::ProposeCancel, "customer_emergency", "Rang from the hospital; wants all of it back.").toCustomer = priceOf(which);
                if (ending.kind)
                    add(within(proposed, std::min(way.starts_ms, proposed + 10 * hour_ms), 0.1, 0.5), which, *ending.kind, "", ending.note);
            }
        }
    }

    /// Support gives credit to somebody who comes again; at first a digit is missing.
    void makeUp()
    {
        for (const std::size_t which : some(150, [this](const Way &way) { return isDone(way) && way.comesAgain_ms > way.ends_ms + 14 * hour_ms; })) {
            PlannedAct &act = add(afterwards(which), which, Kind::Goodwill, "late", "Came an hour late and rang nobody.");
            act.toCustomer = std::max<qint64>(10, priceOf(which) / 10);
            act.isMistyped = true;
        }
    }

    /// Finance puts right what was more or less work than was booked.
    void reprice()
    {
        struct Change {
            qint64 percent;
            const char *bearer;
            const char *reason;
        };
        for (const Change &change : { Change { 115, "customer", "more_work" }, Change { 85, "provider", "less_work" }, Change { 90, "platform", "wrong_price" } }) {
            for (const std::size_t which : some(250, [this](const Way &way) { return isDone(way) && way.confirmation == 0; })) {
                PlannedAct &act = add(afterwards(which), which, Kind::Reprice, change.reason, "Both sent us the same figures.");
                act.price = std::max<qint64>(1, priceOf(which) * change.percent / 100);
                act.bearer = change.bearer;
                const qint64 repriced_ms = act.at_ms;
                if (change.percent > 100) // more than a window of the player's later, when it can no longer be taken back
                    m_plan.acts.emplace_back(repriced_ms + 40 * minute_ms, which, Kind::ChargeFurther);
            }
        }
    }

    void cancelInOtherWords()
    {
        using Telling = PlannedAct::Telling;
        for (const Telling telling : { Telling::InOtherWords, Telling::NotTheProvider }) {
            for (const std::size_t which : some(300, [this](const Way &way) { return isDone(way) && way.starts_ms - way.confirmed_ms > 6 * hour_ms; })) {
                const Way &way = m_ways[which];
                PlannedAct &act = add(within(way.confirmed_ms, way.starts_ms, 0.2, 0.6), which, Kind::OverrideCancel, "provider_cannot_come", "Rang us this morning; the van broke down.");
                act.toCustomer = priceOf(which);
                act.telling = telling;
            }
        }
    }

    /// Who is at work, or has no hands free, rings; but nobody has what is above support's limit done so.
    void answerTheTelephone()
    {
        for (const std::size_t which : some(60, [this](const Way &way) { return isDone(way); }))
            m_plan.acts[m_ways[which].completion].isByTelephone = true;
        for (const std::size_t which : some(150, [this](const Way &way) { return isDone(way) && way.confirmation > 0 && !way.isLarge; }))
            m_plan.acts[m_ways[which].confirmation].isByTelephone = true;
        for (PlannedAct &act : m_plan.acts)
            act.isByTelephone = act.isByTelephone || (act.kind == Kind::CancelAsCustomer && !m_ways[act.which].isLarge && m_dice.chance(0.06));
    }

    void lookUp()
    {
        for (const std::size_t which : some(150, [this](const Way &way) { return isDone(way); }))
            add(afterwards(which), which, Kind::LookUpCustomer, "payment_question", "");
        for (const std::size_t which : some(150, [this](const Way &way) { return isDone(way); }))
            add(afterwards(which), which, Kind::LookUpProvider, "audit_sample", "");
    }

    /// What providers forget to say: mostly nobody asks them, and it is complete by itself a day later.
    void remindTheForgetful()
    {
        const auto isForgotten = [this](const Way &way) { return way.completion == 0 && way.ends_ms < m_plan.present_ms - 2 * day_ms; };
        for (const std::size_t which : some(200, isForgotten))
            add(afterwards(which), which, Kind::OverrideComplete, "provider_forgot", "");
        for (const std::size_t which : some(300, isForgotten))
            add(afterwards(which), which, Kind::MoveCompletion, "provider_asked", "").starts_ms = m_ways[which].ends_ms + 36 * hour_ms;
    }

    Plan &m_plan;
    Dice &m_dice;
    std::vector<Way> m_ways; ///< of each booking
};

} // namespace

void seeTo(Plan &plan, Dice &dice)
{
    Office(plan, dice).open();
}

} // namespace steward::ctl
