-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How a booking comes to another time or another provider, and what becomes of a time that was proposed.

create or replace function guard.check_start(starts_at timestamptz)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if mod(extract(epoch from check_start.starts_at), 300) <> 0 then
        perform guard.refuse('MP003', 'Bookings start on a full five minutes.', 'Choose a start such as 9:00, 9:05 or 9:10.');
    end if;
    if check_start.starts_at <= guard.clock() then
        perform guard.refuse('MP032', 'It is too late to book this time.', 'Choose a later time.');
    end if;
    if check_start.starts_at > guard.clock() + interval '400 days' then
        perform guard.refuse('MP032', 'Bookings are taken up to 400 days ahead.', 'Choose an earlier time.');
    end if;
end
$$;
comment on function guard.check_start(timestamptz) is 'Refuses a start that no booking can have.';
select guard.allow_function('guard.check_start(timestamptz)', '{}');

create or replace function guard.check_free(provider bigint, during tstzrange, except_booking bigint default null)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    seat market.booking;
begin
    select books.* into seat
    from market.booking books
    where books.id = check_free.except_booking
        and books.session_id is not null;
    if found then
        perform guard.check_seat(guard.session_at(seat.listing_id, check_free.during), seat.customer_id, seat.id);
    elsif not guard.slot_is_free(check_free.provider, check_free.during, check_free.except_booking) then
        perform guard.refuse('MP032', 'Somebody else has booked that time.',
            guard.advice_on_taken(check_free.provider, check_free.during, check_free.except_booking));
    end if;
end
$$;
comment on function guard.check_free(bigint, tstzrange, bigint) is 'Refuses a time that another booking holds, or a seat that a customer can not have. Under the provider''s lock.';
select guard.allow_function('guard.check_free(bigint, tstzrange, bigint)', '{}');

create or replace function guard.check_works(provider bigint, during tstzrange)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if not guard.works_during(check_works.provider, check_works.during) then
        perform guard.refuse('MP032', 'The provider does not work at that time.', 'Choose a time within the provider''s hours.');
    end if;
end
$$;
comment on function guard.check_works(bigint, tstzrange) is 'Refuses a time at which a provider does not work.';
select guard.allow_function('guard.check_works(bigint, tstzrange)', '{}');

create or replace function guard.hold_slot(booking bigint, provider bigint, during tstzrange, proposed boolean default false)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into market.booking_slot (booking_id, provider_id, during, blocking, proposed, session_id, seated_by)
    select books.id, hold_slot.provider, hold_slot.during, true, hold_slot.proposed,
        case when books.session_id is not null then guard.session_at(books.listing_id, hold_slot.during) end,
        case when books.session_id is not null then guard.invocation_id() end
    from market.booking books
    where books.id = hold_slot.booking;
end
$$;
comment on function guard.hold_slot(bigint, bigint, tstzrange, boolean) is 'Lets a booking hold a time, as a seat of its session if it is one.';
select guard.allow_function('guard.hold_slot(bigint, bigint, tstzrange, boolean)', '{}');

create or replace function guard.move_slot(booking bigint, provider bigint, during tstzrange)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- The former time becomes free when the move can no longer be taken back, as if the booking had ended.
    perform guard.release_slot(move_slot.booking);
    perform guard.hold_slot(move_slot.booking, move_slot.provider, move_slot.during);
end
$$;
comment on function guard.move_slot(bigint, bigint, tstzrange) is 'Lets a booking hold another time instead of its own and of one that is proposed.';
select guard.allow_function('guard.move_slot(bigint, bigint, tstzrange)', '{}');

create or replace function guard.check_answerable(booking bigint)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from market.booking books
        where books.id = check_answerable.booking
            and guard.step_due('booking', books.process_version, books.state, 'expire', to_jsonb(books), books.entered_at) <= guard.clock())
    then
        perform guard.refuse('MP032', 'The provider could not answer in time: this request would lapse at once.', 'Choose a later time.');
    end if;
end
$$;
comment on function guard.check_answerable(bigint) is 'Refuses what would let a request lapse at once.';
select guard.allow_function('guard.check_answerable(bigint)', '{}');

create or replace function guard.answer_party(booking bigint)
returns market.booking
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    asked market.booking;
begin
    select books.* into strict asked
    from market.booking books
    where books.id = answer_party.booking;
    if asked.proposed_by is null then
        perform guard.refuse('MP032', 'No other time is proposed for this booking.', 'It takes place at the time it has.');
    elsif asked.proposed_by = guard.party_kind() then
        perform guard.refuse('MP032', 'Who proposed a time can not answer for the other side.', 'Wait for their answer.');
    end if;
    return asked;
end
$$;
comment on function guard.answer_party(bigint) is 'The booking whose proposal may be answered: by the other side''s.';
select guard.allow_function('guard.answer_party(bigint)', '{}');

create or replace function guard.drop_proposal(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking
    set proposed_by = null,
        proposed_start = null,
        proposed_at = null,
        proposed_until = null
    where booking.id = drop_proposal.booking;
end
$$;
comment on function guard.drop_proposal(bigint) is 'A booking keeps its time: the proposal is gone, and with it what was held for it.';
select guard.allow_function('guard.drop_proposal(bigint)', '{}');

create or replace function guard.give_up_proposal(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    wanted timestamptz;
begin
    select books.proposed_start into wanted
    from market.booking books
    where books.id = give_up_proposal.booking;
    perform guard.drop_proposal(give_up_proposal.booking);
    perform guard.tell(give_up_proposal.booking, jsonb_build_object('booking_time_gone', jsonb_build_object('new_start', wanted),
        'provider_booking_time_gone', jsonb_build_object('new_start', wanted)));
end
$$;
comment on function guard.give_up_proposal(bigint) is 'A proposed time can no longer be had: the booking keeps its own, and both are told.';
select guard.allow_function('guard.give_up_proposal(bigint)', '{}');

create or replace function guard.end_proposal()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Whatever ends a booking's wait, moves it or answers: no operation, and none that is still to be written, has to think of it.
    if new.state <> 'confirmed' or new.starts_at <> old.starts_at or new.provider_id <> old.provider_id then
        new.proposed_by := null;
        new.proposed_start := null;
        new.proposed_at := null;
        new.proposed_until := null;
    end if;
    if new.proposed_by is null then
        perform guard.release_slot(new.id, only_proposed => true);
    end if;
    return new;
end
$$;
comment on function guard.end_proposal() is 'A proposal ends with the wait for the booking''s start, and what was held for it becomes free.';
select guard.allow_function('guard.end_proposal()', array['steward_owner']);

create or replace function guard.effects_providers(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce((
        select jsonb_agg(jsonb_build_object('reference', given.reference, 'from', former.name, 'to', present.name) order by given.reference)
        from market.event happened
        join market.booking given on given.id = happened.entity_id
        join market.provider former on former.id = (happened.was ->> 'provider_id')::bigint
        join market.provider present on present.id = (happened.image ->> 'provider_id')::bigint
        where happened.invocation_id = effects_providers.invocation
            and happened.at >= guard.clock() - interval 'PT1M' -- it has only just been written: older months are not opened
            and happened.entity = 'booking'), '[]');
end
$$;
comment on function guard.effects_providers(uuid) is 'The bookings that an invocation gave to another provider: from whom, and to whom.';
select guard.allow_function('guard.effects_providers(uuid)', '{}');
select guard.declare_effects('providers', 'guard.effects_providers(uuid)'::regprocedure);
