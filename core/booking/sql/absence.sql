-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Providers who are away: the time that it takes, the bookings that they then have, and what is done with each of those by the
-- operations that an operator would call one by one.

create or replace function guard.days_span(first_day date, next_day date, zone text)
returns tstzrange
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return tstzrange(days_span.first_day::timestamp at time zone days_span.zone, days_span.next_day::timestamp at time zone days_span.zone, '[)');
end
$$;
comment on function guard.days_span(date, date, text) is 'The time of whole days of a zone, up to the beginning of the next one.';
select guard.allow_function('guard.days_span(date, date, text)', '{}');

create or replace function guard.away_during(provider bigint, during tstzrange)
returns tstzmultirange
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(range_agg(guard.days_span(absence.first_day, coalesce(absence.free_from, absence.last_day + 1), provider.zone)), '{}')
        from market.absence
        join market.provider on provider.id = absence.provider_id
        where absence.provider_id = away_during.provider
            and absence.first_day <= (upper(away_during.during) at time zone provider.zone)::date
            and absence.last_day >= (lower(away_during.during) at time zone provider.zone)::date);
end
$$;
comment on function guard.away_during(bigint, tstzrange) is 'The whole of those absences of a provider that meet a time.';
select guard.allow_function('guard.away_during(bigint, tstzrange)', '{}');

create or replace function guard.check_present(provider bigint, during tstzrange, hint text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if guard.away_during(check_present.provider, check_present.during) && check_present.during then
        perform guard.refuse('MP032', 'The provider is away at that time.', check_present.hint);
    end if;
end
$$;
comment on function guard.check_present(bigint, tstzrange, text) is 'Refuses a time at which a provider is away. Under the provider''s lock.';
select guard.allow_function('guard.check_present(bigint, tstzrange, text)', '{}');

create or replace function guard.booked_in(provider bigint, during tstzrange)
returns setof market.booking
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select books.*
        from market.booking books
        where books.provider_id = booked_in.provider
            and books.starts_at < upper(booked_in.during)
            and books.ends_at > lower(booked_in.during)
            and (books.state in ('pending_payment', 'requested', 'confirmed', 'in_progress') or books.awaits = 'reopen')
        order by books.id;
end
$$;
comment on function guard.booked_in(bigint, tstzrange) is 'The bookings that a provider has in a time and that are not over.';
select guard.allow_function('guard.booked_in(bigint, tstzrange)', '{}');

create or replace function guard.unforeseen_bookings(provider bigint default null)
returns setof bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select books.id
        from market.absence
        join market.provider somebody on somebody.id = absence.provider_id
        cross join lateral guard.days_span(absence.first_day, coalesce(absence.free_from, absence.last_day + 1), somebody.zone) away
        join market.booking books on books.provider_id = absence.provider_id
            and books.starts_at < upper(away)
            and books.ends_at > lower(away)
        where (unforeseen_bookings.provider is null or absence.provider_id = unforeseen_bookings.provider)
            and not isempty(away)
            and books.state in ('pending_payment', 'requested', 'confirmed')
            and not books.outside_hours
            and not exists (
                select
                from market.absence_booking known
                where known.absence_id = absence.id
                    and known.booking_id = books.id);
end
$$;
comment on function guard.unforeseen_bookings(bigint) is 'Bookings to be delivered while their provider is away, that came neither before the absence was marked nor by an override of the hours.';
select guard.allow_function('guard.unforeseen_bookings(bigint)', '{}');

create or replace function guard.check_plan(plan jsonb, argument text default 'plan')
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    wrong text := 'A plan is a list of {"booking": 17, "choice": "reassign", "listing": 5}, {"booking": 18, "choice": "reschedule", "starts_at": "2026-12-24T09:00:00Z"} or {"booking": 19, "choice": "cancel"}, each booking once, 200 at most.'
        || case when check_plan.argument = 'displace' then ' One that only proposes that time may say {"booking": 20, "choice": "keep"}.' else '' end;
begin
    if jsonb_typeof(check_plan.plan) <> 'array' or jsonb_array_length(check_plan.plan) > 200 then
        perform guard.refuse('MP003', 'This is no plan.', wrong, jsonb_build_object('argument', check_plan.argument));
    elsif exists (
        select
        from jsonb_array_elements(check_plan.plan) given
        where jsonb_typeof(given.value) <> 'object'
            or ((given.value -> 'booking')::text ~ '^[1-9][0-9]{0,17}$' and case given.value ->> 'choice'
                when 'reassign' then given.value - array['booking', 'choice', 'listing', 'bearer'] = '{}' and (given.value -> 'listing')::text ~ '^[1-9][0-9]{0,17}$'
                    and coalesce(given.value ->> 'bearer', 'provider') in ('provider', 'platform', 'customer')
                when 'reschedule' then given.value - array['booking', 'choice', 'starts_at'] = '{}'
                    and given.value ->> 'starts_at' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$'
                when 'cancel' then given.value - array['booking', 'choice'] = '{}'
                when 'keep' then given.value - array['booking', 'choice'] = '{}' and check_plan.argument = 'displace'
                else false end) is not true)
        or (select count(*) <> count(distinct given.value -> 'booking') from jsonb_array_elements(check_plan.plan) given)
    then
        perform guard.refuse('MP003', 'This is no plan.', wrong, jsonb_build_object('argument', check_plan.argument));
    end if;
    begin
        perform (given.value ->> 'starts_at')::market.moment
        from jsonb_array_elements(check_plan.plan) given;
    exception
        when data_exception or check_violation then
            perform guard.refuse('MP003', 'This is no plan: a booking would start at no moment.', wrong, jsonb_build_object('argument', check_plan.argument));
    end;
end
$$;
comment on function guard.check_plan(jsonb, text) is 'Refuses what is no plan for several bookings.';
select guard.allow_function('guard.check_plan(jsonb, text)', '{}');

create or replace function guard.run_on_booking(operation text, booking bigint, choice jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    outer_call guard.call := guard.present_call();
    running guard.call := guard.present_call();
    called guard.called := guard.look_up(run_on_booking.operation, (guard.actor()).role_id, null);
    target guard.target;
begin
    -- As the door would run it on the booking itself: reach, state and window, and the workflow's own step for this actor. (That a
    -- proposal ends is the system's step, which is taken along.)
    target := guard.reach('booking', run_on_booking.booking, guard.actor(), true);
    perform guard.check_none_waits(called.name, 'booking', target.id);
    perform guard.check_state(called, target, case run_on_booking.operation when 'lapse_reschedule' then array['sys'] else running.codes end);
    running.action := called.action;
    running.entity := 'booking';
    running.entity_id := target.id;
    perform set_config('steward.call', running::text, true);
    case run_on_booking.operation
        when 'override_reassign' then
            perform op.override_reassign(target.id, (run_on_booking.choice ->> 'listing')::bigint, coalesce(run_on_booking.choice ->> 'bearer', 'provider'));
        when 'override_reschedule' then
            perform op.override_reschedule(target.id, (run_on_booking.choice ->> 'starts_at')::timestamptz);
        when 'override_cancel' then
            perform op.override_cancel(target.id, held.customers, 0)
            from guard.held_for(target.id) held;
        when 'lapse_reschedule' then
            perform guard.give_up_proposal(target.id);
    end case;
    perform set_config('steward.call', outer_call::text, true);
end
$$;
comment on function guard.run_on_booking(text, bigint, jsonb) is 'Runs an override on one booking within another operation, by the same rules and with the same event as if it were called by itself. Under the lock on the booking''s provider.';
select guard.allow_function('guard.run_on_booking(text, bigint, jsonb)', '{}');

create or replace function guard.check_other_provider(listing bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    offer guard.target := guard.reach('listing', check_other_provider.listing, guard.actor(), false);
begin
    if offer.id is null then
        perform guard.no_such_record('listing');
    end if;
    -- Providers are locked before bookings and in the order of their ids. This one comes late, so nobody waits for it.
    perform from market.provider
    where provider.id = offer.parents[1]
    for no key update skip locked;
    if not found then
        perform guard.refuse('MP032', 'The other provider is being booked or changed at this very moment.', 'Look again, or choose another provider.');
    end if;
end
$$;
comment on function guard.check_other_provider(bigint) is 'Locks the provider of another listing without waiting for it; refused if it is out of reach or busy.';
select guard.allow_function('guard.check_other_provider(bigint)', '{}');

create or replace function guard.take_late(booking bigint)
returns market.booking
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    present market.booking;
begin
    select books.* into present
    from market.booking books
    where books.id = take_late.booking
    for no key update skip locked;
    if not found then
        perform guard.refuse('MP032', 'Somebody else is at work on this booking at this very moment.', 'Look again.');
    end if;
    return present;
end
$$;
comment on function guard.take_late(bigint) is 'Locks one booking more without waiting for it; refused if somebody is at work on it.';
select guard.allow_function('guard.take_late(bigint)', '{}');

create or replace function guard.rearrange_one(choice jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if rearrange_one.choice ->> 'choice' = 'reassign' then
        perform guard.check_other_provider((rearrange_one.choice ->> 'listing')::bigint);
    end if;
    perform guard.run_on_booking(case rearrange_one.choice ->> 'choice' when 'keep' then 'lapse_reschedule' else 'override_' || (rearrange_one.choice ->> 'choice') end,
        (rearrange_one.choice ->> 'booking')::bigint, rearrange_one.choice);
end
$$;
comment on function guard.rearrange_one(jsonb) is 'Does with one booking what a plan says of it, or refuses. Under the booking''s lock and its provider''s.';
select guard.allow_function('guard.rearrange_one(jsonb)', '{}');

create or replace function guard.rearrange(provider bigint, during tstzrange, choice jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    present market.booking;
begin
    present := guard.take_late((rearrange.choice ->> 'booking')::bigint);
    if present.provider_id <> rearrange.provider or not tstzrange(present.starts_at, present.ends_at) && rearrange.during then
        perform guard.refuse('MP032', 'The provider does not have this booking on these days any more.', 'Look again.');
    end if;
    if rearrange.choice ->> 'choice' = 'reschedule' then
        perform guard.check_present(present.provider_id, tstzrange((rearrange.choice ->> 'starts_at')::timestamptz,
            (rearrange.choice ->> 'starts_at')::timestamptz + (present.ends_at - present.starts_at)), 'Choose a time before or after the absence.');
    end if;
    perform guard.rearrange_one(rearrange.choice);
end
$$;
comment on function guard.rearrange(bigint, tstzrange, jsonb) is 'Does with one booking of a provider who is away what was chosen for it, or refuses.';
select guard.allow_function('guard.rearrange(bigint, tstzrange, jsonb)', '{}');

create or replace function guard.effects_away(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce((
        select jsonb_agg(lines.line order by lines.rank, lines.id)
        from (
            select 1 as rank, absence.id, jsonb_build_object('first_day', absence.first_day, 'last_day', absence.last_day, 'free_from', absence.free_from) as line
            from market.absence
            where absence.invocation_id = effects_away.invocation
                or absence.ended_by = effects_away.invocation
            union all
            select 2, books.id, jsonb_build_object('reference', books.reference, 'choice', kept.choice, 'outcome', kept.outcome,
                'refusal', kept.refusal, 'hint', kept.hint)
            from market.absence
            join market.absence_booking kept on kept.absence_id = absence.id
            join market.booking books on books.id = kept.booking_id
            where absence.invocation_id = effects_away.invocation
        ) lines), '[]');
end
$$;
comment on function guard.effects_away(uuid) is 'The absence that an invocation marked or ended, and what becomes of each booking in it.';
select guard.allow_function('guard.effects_away(uuid)', '{}');
select guard.declare_effects('away', 'guard.effects_away(uuid)'::regprocedure);

create or replace function guard.undo_absence(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.absence
    set free_from = absence.first_day,
        ended_by = guard.invocation_id()
    where absence.invocation_id = undo_absence.undone;
    update market.absence
    set free_from = null,
        ended_by = null
    where absence.ended_by = undo_absence.undone;
    -- Nobody is given a booking back while they are away, and nobody becomes absent again who was booked meanwhile.
    if exists (
        select
        from (
            select books.provider_id
            from jsonb_array_elements(('[' || current_setting('steward.changes') || ']')::jsonb) changed
            join market.booking books on books.id = (changed.value ->> 'id')::bigint
            where changed.value ->> 'entity' = 'booking'
            union
            select (changed.value ->> 'id')::bigint
            from jsonb_array_elements(('[' || current_setting('steward.changes') || ']')::jsonb) changed
            where changed.value ->> 'entity' = 'provider'
        ) concerned
        cross join lateral guard.unforeseen_bookings(concerned.provider_id))
    then
        perform guard.refuse('MP033', 'The provider would have a booking while being away.', 'See which actions the record offers now.');
    end if;
end
$$;
comment on function guard.undo_absence(uuid) is 'Takes an absence back, or its end, and refuses to give a booking back to who is away.';
select guard.allow_function('guard.undo_absence(uuid)', '{}');
select guard.declare_undo('guard.undo_absence(uuid)'::regprocedure);
