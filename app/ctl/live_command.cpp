// SPDX-License-Identifier: GPL-3.0-or-later
// The present of a demonstration: its customers and providers go on doing what they did in its past.
#include "app/ctl/command.h"
#include "app/ctl/simulate/call.h"
#include "app/ctl/simulate/dice.h"
#include "core/base/end_signals.h"
#include "core/base/sleep.h"
#include "core/schema/ground.h"

#include <QJsonDocument>

#include <array>
#include <limits>

namespace steward::ctl {
namespace {

/// What somebody does now and then: the question finds who, and with what arguments; no row, nobody can just now.
struct Habit {
    constexpr Habit(const char *what, const char *as, qint64 often, const char *who)
        : operation(what)
        , role(as)
        , weight(often)
        , question(who)
    {
    }
    const char *operation;
    const char *role;
    qint64 weight; ///< how often, beside the others
    const char *question;
};

// Who books has booked before: the more often, the likelier; every other time where they were before, else elsewhere in that city.
// They choose an hour at which the provider works and is free, and have it done where they had it done.
constexpr const char *somebody_books = R"(
with past as (
    select b.customer_id, b.city_id, b.listing_id, place.place
    from market.booking b
    left join market.booking_place place on place.booking_id = b.id
    where b.id >= (select 1 + floor(random() * max(id)) from market.booking)
    order by b.id
    limit 1
), wanted as (
    select customer.person_id, past.place, offer.id, offer.provider_id, offer.duration
    from past
    join market.customer on customer.id = past.customer_id
    cross join lateral (
        select l.id, l.provider_id, l.duration
        from market.listing l
        join market.provider on provider.id = l.provider_id and provider.state = 'approved'
        where l.active and l.capacity = 1 and l.city_id = past.city_id
        order by case when l.id = past.listing_id and random() < 0.5 then 0 else random() end
        limit 1
    ) offer
)
select wanted.person_id, jsonb_build_object('listing', wanted.id, 'starts_at', start.at, 'place', coalesce(wanted.place, 'As last time'))
from wanted
cross join lateral unnest(guard.working_hours(wanted.provider_id, current_date, current_date + 9)) works
cross join lateral generate_series(lower(works), upper(works) - wanted.duration, interval '30 minutes') start (at)
where start.at > guard.clock() + interval '4 hours'
    and not exists (
        select
        from market.booking_slot taken
        where taken.provider_id = wanted.provider_id and taken.blocking
            and taken.during && tstzrange(start.at, start.at + wanted.duration))
order by random()
limit 1)";

constexpr std::array habits {
    Habit { "book", "steward_customer", 40, somebody_books },
    Habit { "accept", "steward_provider", 40,
            "select p.person_id, jsonb_build_object('booking', b.id) from market.booking b join market.provider p on p.id = b.provider_id "
            "where b.state = 'requested' and b.starts_at > guard.clock() order by b.entered_at limit 1" },
    Habit { "decline", "steward_provider", 4,
            "select p.person_id, jsonb_build_object('booking', b.id) from market.booking b join market.provider p on p.id = b.provider_id "
            "where b.state = 'requested' order by random() limit 1" },
    Habit { "complete", "steward_provider", 20,
            "select p.person_id, jsonb_build_object('booking', b.id) from market.booking b join market.provider p on p.id = b.provider_id "
            "where b.state = 'in_progress' and b.ends_at < guard.clock() order by b.ends_at limit 1" },
    Habit { "confirm_completion", "steward_customer", 10,
            "select c.person_id, jsonb_build_object('booking', b.id) from market.booking b join market.customer c on c.id = b.customer_id "
            "where b.state = 'completed' order by random() limit 1" },
    Habit { "propose_reschedule", "steward_customer", 4,
            "select c.person_id, jsonb_build_object('booking', b.id, 'starts_at', b.starts_at + interval '1 day') from market.booking b "
            "join market.customer c on c.id = b.customer_id where b.state = 'confirmed' and b.proposed_by is null and b.session_id is null "
            "and b.starts_at > guard.clock() + interval '1 day' order by random() limit 1" },
    Habit { "accept_reschedule", "steward_provider", 6,
            "select p.person_id, jsonb_build_object('booking', b.id) from market.booking b join market.provider p on p.id = b.provider_id "
            "where b.state = 'confirmed' and b.proposed_by = 'customer' order by random() limit 1" },
    Habit { "cancel", "steward_customer", 3,
            "select c.person_id, jsonb_build_object('booking', b.id) from market.booking b join market.customer c on c.id = b.customer_id "
            "where b.state = 'confirmed' and b.starts_at > guard.clock() + interval '1 day' order by random() limit 1" },
};

const Habit &habitOf(Dice &dice)
{
    qint64 all = 0;
    for (const Habit &habit : habits)
        all += habit.weight;
    qint64 place = dice.below(all);
    for (const Habit &habit : habits) {
        place -= habit.weight;
        if (place < 0)
            return habit;
    }
    return habits.front();
}

/// The two ways in: one reads what everybody remembers, by the other they act.
struct Ways {
    Ways() = default;
    std::unique_ptr<Connection> memory;
    std::unique_ptr<Connection> gate;
};

Task<Result<Ways>> open(QString dsn)
{
    Ways ways;
    auto memory = co_await signIn(dsn);
    if (!memory)
        co_return std::unexpected(memory.error());
    auto gate = co_await signIn(withUser(dsn, QStringLiteral("steward_gate_public")));
    if (!gate)
        co_return std::unexpected(gate.error());
    ways.memory = std::move(*memory);
    ways.gate = std::move(*gate);
    co_return ways;
}

/// True: somebody did something. False: nobody could, or a rule did not let them; both is life.
Task<Result<bool>> live(Ways &ways, const Habit &habit)
{
    const auto found = co_await ways.memory->run(once(habit.question));
    if (!found)
        co_return std::unexpected(found.error());
    if (found->size() == 0)
        co_return false;
    const qint64 person = textOf(found->at(0), 0).toLongLong();
    const QJsonObject arguments = QJsonDocument::fromJson(textOf(found->at(0), 1).toUtf8()).object();
    const auto done = co_await callThroughGate(*ways.gate, QString::fromLatin1(habit.role), person, QString::fromLatin1(habit.operation), arguments);
    if (!done && !done.error().code.startsWith(QLatin1String("MP0")))
        co_return std::unexpected(done.error());
    co_return done.has_value();
}

struct Pace {
    Pace() = default;
    std::chrono::milliseconds every { 0 }; ///< between two acts, on average
    qint64 acts = 0; ///< after so many it is over; 0: when it is told to end
    quint64 seed = 0;
};

Task<Result<qint64>> goOn(QString dsn, Pace pace)
{
    const auto ground = co_await lookAtGround(dsn);
    if (!ground)
        co_return std::unexpected(ground.error());
    if (!ground->isSimulation || ground->lacksPast())
        co_return std::unexpected(Error(Error::Kind::Refused, QStringLiteral("Nobody lives here: this is no simulation that has a past."),
                                        QStringLiteral("Run \"stewardctl simulate\" first.")));
    auto ways = co_await open(dsn);
    if (!ways)
        co_return std::unexpected(ways.error());
    bool isOver = false;
    const EndSignals ends;
    QObject::connect(&ends, &EndSignals::asked, &ends, [&isOver] { isOver = true; });
    Dice dice(pace.seed);
    qint64 done = 0;
    for (qint64 idle = 0; !isOver && (pace.acts == 0 || (done < pace.acts && idle < 20 * pace.acts));) {
        const Habit &habit = habitOf(dice);
        const auto acted = co_await live(*ways, habit);
        if (!acted)
            co_return std::unexpected(acted.error());
        if (!*acted) {
            ++idle;
            co_await sleepFor(std::min<std::chrono::milliseconds>(pace.every, std::chrono::seconds(1)));
            continue;
        }
        ++done;
        say(QStringLiteral("%1: %2").arg(done).arg(QString::fromLatin1(habit.operation)));
        const auto wait = std::chrono::milliseconds(static_cast<qint64>(dice.exponential(static_cast<double>(pace.every.count()))));
        for (auto waited = std::chrono::milliseconds(0); waited < wait && !isOver; waited += std::chrono::milliseconds(200))
            co_await sleepFor(std::min<std::chrono::milliseconds>(wait - waited, std::chrono::milliseconds(200)));
    }
    co_return done;
}

} // namespace

Task<Exit> liveCommand(QStringList words)
{
    Arguments arguments(QStringLiteral("live"),
                        QStringLiteral("Lets the customers and providers of a simulation go on in the present, until it is told to end: they book where they "
                                       "were before or elsewhere in their city, answer, complete, confirm, move and cancel, every call through the door. Payments "
                                       "are made by the worker and the sandbox that run beside."));
    addDatabaseOptions(arguments);
    arguments
        .option(QStringLiteral("every"), QStringLiteral("Seconds between two acts, on average."), QStringLiteral("seconds"), QStringLiteral("20"))
        .option(QStringLiteral("acts"), QStringLiteral("Ends after so many acts (else when it is told to)."), QStringLiteral("number"), QStringLiteral("0"))
        .option(QStringLiteral("seed"), QStringLiteral("Which habits come when."), QStringLiteral("number"), QStringLiteral("1"));
    if (!arguments.parse(words))
        co_return arguments.status();
    const auto every = arguments.number(QStringLiteral("every"), 0, 86'400);
    const auto acts = arguments.number(QStringLiteral("acts"), 0, 1'000'000);
    const auto seed = arguments.number(QStringLiteral("seed"), 0, std::numeric_limits<qint64>::max());
    if (!every || !acts || !seed)
        co_return Exit::Usage;
    const auto dsn = dsnOf(arguments, QString());
    if (!dsn) {
        complainOf(dsn.error());
        co_return Exit::NotRunning;
    }
    Pace pace;
    pace.every = std::chrono::seconds(*every);
    pace.acts = *acts;
    pace.seed = static_cast<quint64>(*seed);
    const auto done = co_await goOn(*dsn, pace);
    if (!done) {
        complainOf(done.error());
        co_return Exit::Failed;
    }
    say(QStringLiteral("%1 acts").arg(*done));
    co_return Exit::Done;
}

} // namespace steward::ctl
