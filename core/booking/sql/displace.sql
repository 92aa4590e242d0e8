-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Bookings that make way for another one: who holds a time, what becomes of them, and how their time is free at once although all of
-- it can be taken back. Under the lock on the provider; the others' bookings are locked late, so nobody waits for them.

create or replace function guard.slots_at(provider bigint, during tstzrange, except_booking bigint, except_session bigint default null)
returns setof market.booking_slot
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select taken.*
        from market.booking_slot taken
        where taken.provider_id = slots_at.provider
            and taken.during && slots_at.during
            and taken.blocking
            and least(taken.held_until, taken.release_at) > guard.clock() is not false
            and taken.booking_id is distinct from slots_at.except_booking
            and (taken.session_id is null or taken.session_id is distinct from slots_at.except_session);
end
$$;
comment on function guard.slots_at(bigint, tstzrange, bigint, bigint) is 'What holds a time of a provider, but for one booking and the seats of one session.';
select guard.allow_function('guard.slots_at(bigint, tstzrange, bigint, bigint)', '{}');

create or replace function guard.advice_on_taken(provider bigint, during tstzrange, except_booking bigint, except_session bigint default null)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    holders text;
begin
    if guard.my_kind() = 'operator' then
        select string_agg(holder.reference, ', ' order by holder.id) into holders
        from market.booking holder
        where holder.id in (
            select taken.booking_id
            from guard.slots_at(advice_on_taken.provider, advice_on_taken.during, advice_on_taken.except_booking, advice_on_taken.except_session) taken)
            and guard.may_touch('booking', holder.id);
    end if;
    return concat('Held by ' || holders || '. ', 'Choose another time or another provider.');
end
$$;
comment on function guard.advice_on_taken(bigint, tstzrange, bigint, bigint) is 'What to do about a time that is taken; operators are told which bookings of their reach hold it.';
select guard.allow_function('guard.advice_on_taken(bigint, tstzrange, bigint, bigint)', '{}');

create or replace function guard.holders_of(booking bigint, during tstzrange)
returns table (booking_id bigint, reference text, only_proposed boolean, obstacle text, advice text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select holder.id, holder.reference::text, held.only_proposed, why.obstacle,
            case
                when why.obstacle is null then null
                when held.is_kept then 'Look again in a minute, or choose another time.'
                when held.in_session then 'Choose another time, or let its customers come at another one first.'
                else 'Choose another time.'
            end
        from market.booking moved
        left join market.session own on moved.session_id is not null
            and own.listing_id = moved.listing_id
            and own.starts_at = lower(holders_of.during)
        cross join lateral (
            select taken.booking_id,
                bool_and(taken.proposed) as only_proposed,
                bool_or(taken.release_at is not null) as is_kept,
                bool_or(taken.session_id is not null) as in_session
            from guard.slots_at(moved.provider_id, holders_of.during, moved.id, own.id) taken
            group by taken.booking_id
        ) held
        join market.booking holder on holder.id = held.booking_id
        join market.booking_state known on known.state = holder.state
        cross join lateral (
            select case
                when held.is_kept then format('%s held that time until a moment ago, and may get it back.', holder.reference)
                when held.in_session then format('%s is a seat of a session, and a session does not make way for one booking.', holder.reference)
                when holder.awaits = 'reopen' then format('%s is being reopened, and can not make way.', holder.reference)
                when holder.state not in ('pending_payment', 'requested', 'confirmed')
                    then format('%s is %s, and can not make way.', holder.reference, lower(known.title))
            end as obstacle
        ) why
        where moved.id = holders_of.booking
        order by holder.id;
end
$$;
comment on function guard.holders_of(bigint, tstzrange) is 'The bookings that hold a time to which a booking would move: whether only by a proposal, and why one can not make way.';
select guard.allow_function('guard.holders_of(bigint, tstzrange)', '{}');

create or replace function guard.make_way(booking bigint, only_proposed boolean default false)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking_slot
    set blocking = false,
        displaced = true,
        release_at = guard.outbox_due(),
        released_by = guard.invocation_id()
    where booking_slot.booking_id = make_way.booking
        and booking_slot.blocking
        and booking_slot.release_at is null
        and (booking_slot.proposed or not make_way.only_proposed);
end
$$;
comment on function guard.make_way(bigint, boolean) is 'Gives what a booking holds, or only what is proposed, to others at once.';
select guard.allow_function('guard.make_way(bigint, boolean)', '{}');

create or replace function guard.make_room(booking bigint, during tstzrange, displace jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    held record;
    choice jsonb;
begin
    perform guard.free_lapsed(books.provider_id)
    from market.booking books
    where books.id = make_room.booking;
    for choice in
        select given.value
        from jsonb_array_elements(make_room.displace) given
        order by (given.value ->> 'booking')::bigint
    loop
        if not guard.may_touch('booking', (choice ->> 'booking')::bigint) then
            perform guard.no_such_record('booking');
        end if;
        perform guard.take_late((choice ->> 'booking')::bigint);
    end loop;
    for held in
        select holder.*, given.value as choice
        from guard.holders_of(make_room.booking, make_room.during) holder
        left join jsonb_array_elements(make_room.displace) given on (given.value ->> 'booking')::bigint = holder.booking_id
        order by holder.booking_id
    loop
        if held.obstacle is not null then
            perform guard.refuse('MP032', held.obstacle, held.advice);
        elsif held.choice is null then
            perform guard.refuse('MP032', format('%s holds that time.', held.reference), 'Say what becomes of it, or choose another time.');
        elsif held.choice ->> 'choice' = 'keep' and not held.only_proposed then
            perform guard.refuse('MP032', format('%s takes place at that time, and can not keep it.', held.reference), 'Say what becomes of it, or choose another time.');
        end if;
        perform guard.make_way(held.booking_id, only_proposed => held.choice ->> 'choice' = 'keep');
    end loop;
    if exists (
        select
        from jsonb_array_elements(make_room.displace) given
        where not exists (
            select
            from market.booking_slot way
            where way.booking_id = (given.value ->> 'booking')::bigint
                and way.released_by = guard.invocation_id()))
    then
        perform guard.refuse('MP032', 'Only bookings that hold that time can be displaced.', 'Leave the others out, or look again.');
    end if;
    -- Who makes way may get the time that is left: it is taken back, or given back, with the rest.
    if make_room.displace <> '[]' then
        perform guard.make_way(make_room.booking);
    end if;
end
$$;
comment on function guard.make_room(bigint, tstzrange, jsonb) is 'Frees the time to which a booking moves of just those bookings that hold it, and its own for them; refused if it is said of one of them not what becomes of it, or if one can not make way.';
select guard.allow_function('guard.make_room(bigint, tstzrange, jsonb)', '{}');

create or replace function guard.refuse_all_for(booking bigint, what text, code text, words text, advice text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if refuse_all_for.code ~ '^MP0' then
        perform guard.refuse(refuse_all_for.code, format('%s %s. %s', books.reference, refuse_all_for.what, refuse_all_for.words), nullif(refuse_all_for.advice, ''))
        from market.booking books
        where books.id = refuse_all_for.booking;
    end if;
end
$$;
comment on function guard.refuse_all_for(bigint, text, text, text, text) is 'Refuses an operation on several bookings because one of them was refused, which is named; does nothing if what was caught is no refusal.';
select guard.allow_function('guard.refuse_all_for(bigint, text, text, text, text)', '{}');

create or replace function guard.displace(choices jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    choice jsonb;
    words text;
    advice text;
    state_of_it text;
begin
    for choice in
        select given.value
        from jsonb_array_elements(displace.choices) given
        order by (given.value ->> 'booking')::bigint
    loop
        begin
            perform guard.rearrange_one(choice);
        exception
            when others then
                get stacked diagnostics words = message_text, advice = pg_exception_hint, state_of_it = returned_sqlstate;
                perform guard.refuse_all_for((choice ->> 'booking')::bigint, 'can not make way so', state_of_it, words, advice);
                raise; -- no refusal: something is wrong
        end;
    end loop;
    -- What nobody took of the time that was given up is kept, as ever, while all of it can be taken back.
    update market.booking_slot
    set blocking = true,
        displaced = false
    where booking_slot.released_by = guard.invocation_id()
        and booking_slot.displaced
        and not exists (
            select
            from market.booking_slot taken
            where taken.provider_id = booking_slot.provider_id
                and taken.during && booking_slot.during
                and taken.blocking
                and coalesce(-taken.session_id, taken.booking_id) <> coalesce(-booking_slot.session_id, booking_slot.booking_id));
end
$$;
comment on function guard.displace(jsonb) is 'Does with bookings that made way what was chosen for each; what is refused for one is refused for all, with its reference.';
select guard.allow_function('guard.displace(jsonb)', '{}');

create or replace function guard.check_still_free(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    yielding bigint;
begin
    select way.provider_id into yielding
    from market.booking_slot way
    where way.released_by = check_still_free.undone
        and way.displaced
    limit 1;
    if not found then
        return;
    end if;
    -- The time is not kept, so it is asked under the provider's lock; that comes after bookings here, so nobody waits for it.
    perform
    from market.provider
    where provider.id = yielding
    for no key update skip locked;
    if not found then
        perform guard.refuse('MP033', 'The provider is being booked or changed at this very moment.', 'Try again in a moment.');
    end if;
    perform guard.free_lapsed(yielding);
    if exists (
        select
        from market.booking_slot way
        join market.booking_slot taken on taken.provider_id = way.provider_id
            and taken.during && way.during
            and taken.blocking
            and coalesce(-taken.session_id, taken.booking_id) <> coalesce(-way.session_id, way.booking_id)
        where way.released_by = check_still_free.undone
            and way.displaced)
    then
        perform guard.refuse('MP033', 'A part of the time of the booking that made way has been given to somebody else since.', 'See which actions the record offers now.');
    end if;
end
$$;
comment on function guard.check_still_free(uuid) is 'Refuses to take back what made bookings make way, if somebody else has their time by now.';
select guard.allow_function('guard.check_still_free(uuid)', '{}');
