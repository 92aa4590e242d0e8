// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/shape.h"

#include "app/ctl/command.h"
#include "core/schema/sql.h"

namespace steward::ctl {
namespace {

// How much more than chance is asked for. Each stands well above what bookings come to that are drawn evenly (their figures are in
// brackets, of 400 to 15,000 bookings), and well below what real marketplaces show, so that no seed of a simulation meets it.

/// Of all bookings, the top hundredth of providers has so many times a hundredth [1.6]. Fame feeds on itself: a few are booked much.
constexpr double least_fame = 2.5;
/// And of customers [2.8, since few bookings a head are spread widely by chance]: firms and landlords beside people who move once.
constexpr double least_custom = 3.5;
/// So many times as often as by chance do customers go to the provider of the time before [1.0]: who was content comes back.
constexpr double least_loyalty = 1.3;
/// Where by chance every second goes back already, there is nobody else to go to, and going back says nothing.
constexpr double most_chance = 0.5;
/// √((χ² − degrees of freedom) ÷ bookings): what of the difference between days chance does not explain [0.05]; 0 where all are alike.
/// Six days that are alike and a free seventh come to 0.4; people's weekends to 0.25 and more.
constexpr double least_weekdays = 0.12;
/// And between months [0.05]. Growth by half within the time comes to 0.12.
constexpr double least_months = 0.1;
constexpr int fewest_months = 6; ///< in less, growth and season may well even each other out

constexpr const char *ends = "select state, count(*), to_char(100.0 * count(*) / sum(count(*)) over (), '990.0') from market.booking group by 1 order by 2 desc, 1";

constexpr const char *ahead
    = "select string_agg(format('%s %s h', q, round(hours::numeric, 1)), ', ' order by q) from (select unnest(array[5, 25, 50, 75, 95]) q, "
      "unnest(percentile_cont(array[0.05, 0.25, 0.5, 0.75, 0.95]) within group (order by extract(epoch from starts_at - created_at) / 3600)) hours from market.booking) quantiles";

constexpr const char *prices
    = "select string_agg(format('%s %s', q, guard.money_text(price, currency, 'en')), ', ' order by q), currency, max(n) from (select currency, count(*) n, unnest(array[5, 25, 50, 75, 95]) q, "
      "unnest(percentile_disc(array[0.05, 0.25, 0.5, 0.75, 0.95]) within group (order by price))::bigint price from market.booking group by currency) quantiles group by currency order by 3 desc";

constexpr const char *again
    = "select count(*), count(*) filter (where n > 1), to_char(100.0 * count(*) filter (where n > 1) / count(*), '990.0') from (select count(*) n from market.booking group by customer_id) each_of";

/// Pairs of bookings that follow each other; how many of them go to one provider; how many would if each customer drew anew among
/// the bookings of that city.
constexpr const char *loyalty
    = "with each_of as (select provider_id, city_id, lag(provider_id) over (partition by customer_id order by created_at, id) before from market.booking), "
      "shares as (select provider_id, city_id, count(*)::float8 / sum(count(*)) over (partition by city_id) share from market.booking group by 1, 2) "
      "select count(*), coalesce(avg((provider_id = before)::integer), 0)::float8, coalesce(avg(share), 0) from each_of join shares using (provider_id, city_id) where before is not null";

/// What the top hundredth, one at least, has of all, and which part of them it is.
constexpr const char *top
    = "with counted as (select %1 who, count(*) n from market.booking group by 1), ranked as (select n, row_number() over (order by n desc, who) place, count(*) over () heads from counted) "
      "select coalesce(sum(n) filter (where place <= greatest(1, round(heads / 100.0))) / sum(n)::float8, 0), coalesce(greatest(1, round(max(heads) / 100.0)) / max(heads)::float8, 1), max(heads), max(n) from ranked";

constexpr const char *uneven
    = "select coalesce(sqrt(greatest(0, sum((n - mean) ^ 2 / mean) - count(*) + 1) / sum(n)), 0)::float8, count(*), string_agg(name || ' ' || n, ', ' order by place) "
      "from (select place, name, n, avg(n) over () mean from (%1) counted) spread";

constexpr const char *weekdays
    = "select day place, to_char(date '2024-01-01' + day - 1, 'Dy') as name, count(b.id)::float8 n from generate_series(1, 7) day "
      "left join market.booking b on extract(isodow from b.starts_at at time zone b.zone) = day group by 1, 2";

/// Months of thirty days, back from the last booking; the first, which may be short, is left out.
constexpr const char *months
    = "select -back place, to_char(last - make_interval(days => 30 * back), 'YYYY-MM-DD') as name, count(*)::float8 n from (select created_at, max(created_at) over () last, min(created_at) over () first, "
      "floor(extract(epoch from max(created_at) over () - created_at) / 2592000)::integer back from market.booking) known "
      "where back < floor(extract(epoch from last - first) / 2592000) group by 1, 2";

/// Seats of groups among the bookings; absences, and what became of the bookings in them.
constexpr const char *groups = "select count(session_id), count(session_id) / greatest(1, count(*))::float8, count(distinct session_id), count(distinct listing_id) filter (where session_id is not null) from market.booking";
constexpr const char *absences = "select (select count(*) from market.absence), count(*), count(*) filter (where outcome = 'done' and choice <> 'cancel'), count(*) filter (where outcome = 'done' and choice = 'cancel') from market.absence_booking";

double numberOf(const Rows &rows, int column)
{
    return textOf(rows.at(0), column).toDouble();
}

QString shareOf(double part)
{
    return QStringLiteral("%1 %").arg(100 * part, 0, 'f', 1);
}

/// Prints whether one property is there; 1 where it is missing.
int judge(bool holds, const QString &sentence)
{
    say(QStringLiteral("%1  %2").arg(holds ? QStringLiteral("holds ") : QStringLiteral("BROKEN"), sentence));
    return holds ? 0 : 1;
}

Task<Result<bool>> printFigures(Connection &session)
{
    const auto states = co_await session.run(once(ends));
    if (!states)
        co_return std::unexpected(states.error());
    for (int i = 0; i < states->size(); ++i)
        say(QStringLiteral("        %1 %2 % %3").arg(textOf(states->at(i), 1), 7).arg(textOf(states->at(i), 2), textOf(states->at(i), 0)));
    const auto lead = co_await session.run(once(ahead));
    if (!lead)
        co_return std::unexpected(lead.error());
    say(QStringLiteral("        Booked ahead, of a hundred: %1").arg(textOf(lead->at(0), 0)));
    const auto each = co_await session.run(once(prices));
    if (!each)
        co_return std::unexpected(each.error());
    for (int i = 0; i < each->size(); ++i)
        say(QStringLiteral("        Price in %1, of a hundred: %2 (%3 bookings)").arg(textOf(each->at(i), 1), textOf(each->at(i), 0), textOf(each->at(i), 2)));
    const auto back = co_await session.run(once(again));
    if (!back)
        co_return std::unexpected(back.error());
    say(QStringLiteral("        %1 of %2 customers booked more than once:%3 %").arg(textOf(back->at(0), 1), textOf(back->at(0), 0), textOf(back->at(0), 2)));
    co_return true;
}

Task<Result<int>> judgeTop(Connection &session, QString column, QString who, double least)
{
    const auto found = co_await session.run(once(QString::fromLatin1(top).arg(column).toUtf8()));
    if (!found)
        co_return std::unexpected(found.error());
    const double share = numberOf(*found, 0);
    const double heads = numberOf(*found, 1);
    co_return judge(share >= least * heads, QStringLiteral("The top %1 of %2 %3 have %4 of the bookings, one of them %5 (at least %6 times their part)")
                                                .arg(shareOf(heads), textOf(found->at(0), 2), who, shareOf(share), textOf(found->at(0), 3))
                                                .arg(least));
}

Task<Result<int>> judgeLoyalty(Connection &session)
{
    const auto found = co_await session.run(once(loyalty));
    if (!found)
        co_return std::unexpected(found.error());
    const double seen = numberOf(*found, 1);
    const double chance = numberOf(*found, 2);
    const QString sentence = QStringLiteral("%1 of the bookings after the first go to the provider of the time before; %2 by chance").arg(shareOf(seen), shareOf(chance));
    if (chance > most_chance) {
        say(QStringLiteral("        %1: too few providers to tell").arg(sentence));
        co_return 0;
    }
    co_return judge(seen >= least_loyalty * chance, sentence + QStringLiteral(" (at least %1 times as many)").arg(least_loyalty));
}

Task<Result<int>> judgeDays(Connection &session, const char *counted, QString what, double least, int fewest)
{
    const auto found = co_await session.run(once(QString::fromLatin1(uneven).arg(QLatin1String(counted)).toUtf8()));
    if (!found)
        co_return std::unexpected(found.error());
    const QString sentence = QStringLiteral("%1 differ by %2: %3").arg(what).arg(numberOf(*found, 0), 0, 'f', 2).arg(textOf(found->at(0), 2));
    if (textOf(found->at(0), 1).toInt() < fewest) {
        say(QStringLiteral("        %1: too short a time to tell").arg(sentence));
        co_return 0;
    }
    co_return judge(numberOf(*found, 0) >= least, sentence + QStringLiteral(" (at least %1)").arg(least));
}

Task<Result<int>> judgeLife(Connection &session)
{
    const auto seats = co_await session.run(once(groups));
    if (!seats)
        co_return std::unexpected(seats.error());
    const int without = judge(numberOf(*seats, 0) > 0, QStringLiteral("%1 of the bookings are seats: %2 in %3 sessions of %4 groups (at least one)")
                                                           .arg(shareOf(numberOf(*seats, 1)), textOf(seats->at(0), 0), textOf(seats->at(0), 2), textOf(seats->at(0), 3)));
    const auto away = co_await session.run(once(absences));
    if (!away)
        co_return std::unexpected(away.error());
    co_return without + judge(numberOf(*away, 0) > 0, QStringLiteral("%1 absences with %2 bookings: %3 went elsewhere, %4 were cancelled (at least one absence)")
                                                          .arg(textOf(away->at(0), 0), textOf(away->at(0), 1), textOf(away->at(0), 2), textOf(away->at(0), 3)));
}

} // namespace

Task<Result<int>> printShape(Connection &session)
{
    if (const auto printed = co_await printFigures(session); !printed)
        co_return std::unexpected(printed.error());
    const auto providers = co_await judgeTop(session, QStringLiteral("provider_id"), QStringLiteral("providers"), least_fame);
    if (!providers)
        co_return providers;
    const auto customers = co_await judgeTop(session, QStringLiteral("customer_id"), QStringLiteral("customers"), least_custom);
    if (!customers)
        co_return customers;
    const auto loyal = co_await judgeLoyalty(session);
    if (!loyal)
        co_return loyal;
    const auto week = co_await judgeDays(session, weekdays, QStringLiteral("The weekdays on which services begin"), least_weekdays, 7);
    if (!week)
        co_return week;
    const auto year = co_await judgeDays(session, months, QStringLiteral("The months in which bookings are made"), least_months, fewest_months);
    if (!year)
        co_return year;
    const auto lived = co_await judgeLife(session);
    if (!lived)
        co_return lived;
    co_return *providers + *customers + *loyal + *week + *year + *lived;
}

} // namespace steward::ctl
