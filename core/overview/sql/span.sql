-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What the reads of the Overview share: whose figures they are, and from when until when. They run as the door, for speed, so
-- each asks here for the caller's markets, and for nothing but these.

create or replace function guard.overview_span(first date, last date, market integer, out markets integer[], out zone text, out days integer,
    out begins timestamptz, out ends timestamptz, out earlier_begins timestamptz, out earlier_ends timestamptz)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not guard.are_calendar_days(overview_span.first, overview_span.last, 400) then
        perform guard.refuse('MP003', 'A range has 1 to 400 days.', 'Choose a shorter range.');
    end if;
    days := overview_span.last - overview_span.first + 1;
    markets := array(
        select reach.id
        from unnest(guard.my_markets()) reach(id)
        where reach.id = coalesce(overview_span.market, reach.id)
        order by reach.id);
    zone := coalesce((
        select known.zone
        from market.market known
        where known.id = overview_span.market
            and known.id = any (markets)), 'UTC');
    begins := overview_span.first::timestamp at time zone zone;
    ends := greatest(begins, least((overview_span.last + 1)::timestamp at time zone zone, guard.clock()));
    ends := date_trunc('milliseconds', ends); -- as exact as whoever lists what was counted can say it again
    -- A day that is not over yet is compared with as much of the day before.
    earlier_begins := (overview_span.first - days)::timestamp at time zone zone;
    earlier_ends := (ends at time zone zone - make_interval(days => days)) at time zone zone;
end
$$;
comment on function guard.overview_span(date, date, integer) is 'The caller''s markets, or the one of them that is asked for, and the range with the one before: days of that market''s clock, of several of UTC.';
select guard.allow_function('guard.overview_span(date, date, integer)', '{}');
