-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What customers and providers may do with a booking just now: for themselves, and for operators who act for them.

create or replace function guard.party_steps(booking market.booking, party text)
returns table (operation text, allowed boolean, why text)
language plpgsql
stable
security definer -- views of records tell it
set search_path = pg_catalog, pg_temp
as $$
declare
    code text := case party_steps.party when 'customer' then 'C' when 'provider' then 'P' end;
begin
    return query
        select step.name, rule.from_here and closed.opens_at is null and closed.closed_at is null and missing.words is null,
            case
                when not rule.from_here then format('Possible while a booking is %s; this one is %s.', lower(rule.states), lower(present.title))
                when closed.opens_at is not null then format('Possible from %s on.', guard.moment_text(closed.opens_at, booking.zone, 'en'))
                when closed.closed_at is not null then format('Was possible until %s.', guard.moment_text(closed.closed_at, booking.zone, 'en'))
                else missing.words
            end
        from market.operation step
        join market.booking_state present on present.state = booking.state
        cross join lateral (
            select
                coalesce(bool_or(possible.from_state = booking.state), false) as from_here,
                (
                    select regexp_replace(string_agg(source.title, ', ' order by source.ordinal), ', ([^,]*)$', ' or \1')
                    from market.booking_state source
                    where source.state = any (array_agg(possible.from_state))
                ) as states -- "completed, no show or cancelled"
            from market.transition possible
            where possible.entity = 'booking'
                and possible.process_version = booking.process_version
                and possible.action = step.action
                and code = any (possible.actors)
        ) rule
        left join lateral guard.closed_window('booking', step.action, to_jsonb(booking), array[code]) closed on rule.from_here
        cross join lateral (
            select case
                when step.action = 'propose_reschedule' and booking.proposed_by is not null then 'Another time is proposed already.'
                when step.action in ('accept_reschedule', 'refuse_reschedule') and booking.proposed_by is null then 'No other time is proposed.'
                when step.action in ('accept_reschedule', 'refuse_reschedule') and booking.proposed_by = party_steps.party
                    then format('The %s proposed it; the other side answers.', party_steps.party)
            end as words
        ) missing
        where step.entity = 'booking'
            and rule.states is not null;
end
$$;
comment on function guard.party_steps(market.booking, text) is 'What the customer or the provider of a booking may do with it, and if it is not possible just now, why not.';
select guard.allow_function('guard.party_steps(market.booking, text)', guard.operators() || array['steward_customer', 'steward_provider']);
