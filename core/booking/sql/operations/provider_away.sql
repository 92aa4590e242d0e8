-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator marks a provider as away, and says for each booking that they then have who else delivers it, when it takes place
-- instead, or that it is cancelled. Each of these is done or refused by itself; the absence stands in any case.

create or replace function op.provider_away(provider bigint, first_day date, last_day date, plan jsonb default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    absent market.provider;
    marked bigint;
    during tstzrange;
    today date;
    choice jsonb;
    words text;
    advice text;
    state_of_it text;
begin
    select somebody.* into strict absent
    from market.provider somebody
    where somebody.id = provider_away.provider;
    today := (guard.clock() at time zone absent.zone)::date;
    if (provider_away.first_day between today and provider_away.last_day and provider_away.last_day < provider_away.first_day + 366) is not true then
        perform guard.refuse('MP003', 'An absence is a year at most, and begins today at the earliest.', 'Give its first and its last day.', '{"argument": "first_day"}');
    end if;
    provider_away.plan := coalesce(provider_away.plan, '[]');
    perform guard.check_plan(provider_away.plan);
    during := guard.days_span(provider_away.first_day, provider_away.last_day + 1, absent.zone);
    insert into market.absence (provider_id, market_id, first_day, last_day)
    values (absent.id, absent.market_id, provider_away.first_day, provider_away.last_day)
    returning id into marked;
    insert into market.absence_booking (absence_id, booking_id, market_id, choice, outcome)
    select marked, books.id, books.market_id, 'leave', 'left'
    from guard.booked_in(absent.id, during) books
    where not exists (
        select
        from jsonb_array_elements(provider_away.plan) given
        where (given.value ->> 'booking')::bigint = books.id);

    for choice in
        select given.value
        from jsonb_array_elements(provider_away.plan) given
        order by (given.value ->> 'booking')::bigint
    loop
        if not guard.may_touch('booking', (choice ->> 'booking')::bigint) then
            perform guard.no_such_record('booking');
        end if;
        words := null;
        advice := null;
        begin
            perform guard.rearrange(absent.id, during, choice);
        exception
            when others then
                get stacked diagnostics words = message_text, advice = pg_exception_hint, state_of_it = returned_sqlstate;
                if state_of_it !~ '^MP0' then -- no refusal: something is wrong, and nothing of it may stand
                    raise;
                end if;
        end;
        insert into market.absence_booking (absence_id, booking_id, market_id, choice, outcome, refusal, hint)
        select marked, books.id, books.market_id, choice ->> 'choice', case when words is null then 'done' else 'refused' end, words, nullif(advice, '')
        from market.booking books
        where books.id = (choice ->> 'booking')::bigint;
    end loop;
    perform guard.touch_provider(absent.id);
    return jsonb_build_object('absence', marked, 'provider', absent.id, 'first_day', provider_away.first_day, 'last_day', provider_away.last_day,
        'bookings', (
            select coalesce(jsonb_agg(jsonb_build_object('booking', kept.booking_id, 'reference', books.reference, 'choice', kept.choice,
                    'outcome', kept.outcome, 'refusal', kept.refusal, 'hint', kept.hint)
                order by kept.booking_id), '[]')
            from market.absence_booking kept
            join market.booking books on books.id = kept.booking_id
            where kept.absence_id = marked));
end
$$;
comment on function op.provider_away(bigint, date, date, jsonb) is 'Marks a provider as away, and rearranges the bookings that they then have.';
select guard.declare_operation('provider_away', 'provider', 'Provider is away',
    'The provider does not work on these days. Each booking that they then have goes to somebody else, moves, is cancelled with everything back to the customer, or stays, as you say.',
    danger => true,
    needs_reason => true,
    moves_money => true);
select guard.declare_reason('provider_away', 'sick', 'Provider is ill');
select guard.declare_reason('provider_away', 'accident', 'Accident or breakdown');
select guard.declare_reason('provider_away', 'family', 'Family emergency');
select guard.declare_reason('provider_away', 'out_of_reach', 'Provider can not be reached', needs_note => true);
select guard.declare_reason('provider_away', 'other', 'Something else', needs_note => true);
select guard.allow_operation('provider_away', array['steward_operations']);
