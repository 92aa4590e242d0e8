-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A customer books a listing, or a seat of a group's session: the time is held until the booking lapses unpaid; the price, and the fees, policy and clocks of the
-- market's present terms, are frozen; the gateway is asked to authorise. The door has locked the provider, so what is free when it
-- is asked is free when it is written.

create or replace function op.book(listing bigint, starts_at market.moment, place market.short_text default null, use_credit boolean default true)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    wanted record;
    buyer bigint;
    during tstzrange;
    seat_in bigint;
    terms market.terms;
    fees record;
    new_booking record;
    new_reference text;
    credit bigint := 0;
begin
    select offer.*, provider.state as provider_state, city.zone,
        policy.name as policy_name
    into strict wanted
    from market.listing offer
    join market.provider on provider.id = offer.provider_id
    join market.city on city.id = offer.city_id
    join market.cancellation_policy policy on policy.id = offer.policy_id
    where offer.id = book.listing;
    terms := guard.terms_at(wanted.market_id, guard.clock());

    -- Locked, after the provider: bookings of one customer at other providers at the same time are counted one by one.
    select customer.id into buyer
    from market.customer
    where customer.person_id = guard.party_person()
        and customer.market_id = wanted.market_id
    for no key update;
    if not found then
        perform guard.refuse('MP032', 'This service is offered in another market than yours.', 'Choose a listing of your own market.');
    end if;
    if wanted.provider_state <> 'approved' then -- a listing that is not offered is out of reach to begin with
        perform guard.refuse('MP032', 'This service is not offered at the moment.', 'Choose another listing.');
    end if;
    if (
        select count(*)
        from market.booking unpaid
        join market.booking_slot held on held.booking_id = unpaid.id
        where unpaid.customer_id = buyer
            and unpaid.state = 'pending_payment'
            and held.blocking
            and held.held_until > guard.clock()) >= 5
    then
        perform guard.refuse('MP032', 'Five bookings of yours wait to be paid already.', 'Pay or cancel one of them first.');
    end if;
    perform guard.check_start(book.starts_at);
    during := tstzrange(book.starts_at, book.starts_at + make_interval(secs => extract(epoch from wanted.duration)::double precision), '[)');
    perform guard.check_works(wanted.provider_id, during);
    if wanted.capacity > 1 then
        seat_in := guard.session_at(wanted.id, during);
        perform guard.check_seat(seat_in, buyer);
    else
        perform guard.check_free(wanted.provider_id, during);
    end if;

    select * into strict fees
    from guard.split_provider_share(wanted.price, terms.commission_bp, terms.tax_bp);
    loop
        new_reference := guard.new_reference('BK');
        exit when not exists (select from market.booking known where known.reference = new_reference);
    end loop;
    insert into market.booking (reference, market_id, city_id, category_id, listing_id, customer_id, provider_id, state,
        starts_at, ends_at, zone, price, commission, tax, commission_bp, tax_bp, currency, policy, instant_book, created_at,
        terms_id, pay_within, answer_within, complete_after, settle_after, dispute_within, session_id)
    values (new_reference, wanted.market_id, wanted.city_id, wanted.category_id, wanted.id, buyer, wanted.provider_id, 'pending_payment',
        lower(during), upper(during), wanted.zone, wanted.price, fees.commission, fees.tax, terms.commission_bp, terms.tax_bp, wanted.currency,
        jsonb_build_object('id', wanted.policy_id, 'name', wanted.policy_name, 'tiers', terms.policies -> wanted.policy_id::text, 'penalty_bp', terms.penalty_bp),
        wanted.instant_book, guard.clock(), terms.id, terms.pay_within, terms.answer_within, terms.complete_after, terms.settle_after, terms.dispute_within, seat_in)
    returning * into new_booking;
    if not wanted.instant_book
        and guard.step_due('booking', new_booking.process_version, 'requested', 'expire', to_jsonb(new_booking), guard.clock()) <= guard.clock()
    then
        perform guard.refuse('MP032', 'It is too late to book this time.', 'Choose a later time: the provider must be able to answer.');
    end if;
    insert into market.booking_slot (booking_id, provider_id, during, blocking, session_id, seated_by, held_until)
    values (new_booking.id, wanted.provider_id, during, true, seat_in, case when seat_in is not null then guard.invocation_id() end,
        guard.step_due('booking', new_booking.process_version, 'pending_payment', 'expire', to_jsonb(new_booking), guard.clock()));
    if book.place is not null then
        insert into market.booking_place (booking_id, market_id, place)
        values (new_booking.id, wanted.market_id, book.place);
    end if;
    -- Credit is spent unless the customer says otherwise: it lies there for the next booking, and who forgets it would be told too late.
    if book.use_credit then
        credit := least(new_booking.price, guard.credit_of(buyer, new_booking.currency));
    end if;
    perform guard.request_payment(new_booking.id, credit);
    if credit = new_booking.price then
        -- Nothing is left for the gateway to authorise, and nothing that it would let go of.
        update market.payment
        set state = 'authorised'
        where payment.booking_id = new_booking.id;
        new_booking.state := guard.go_on_paid(new_booking.id, new_booking.starts_at + interval 'P1Y');
    end if;
    return jsonb_build_object('booking', new_booking.id, 'reference', new_booking.reference, 'state', new_booking.state,
        'price', new_booking.price, 'credit', credit, 'currency', new_booking.currency);
end
$$;
comment on function op.book(bigint, market.moment, market.short_text, boolean) is 'Books a listing for a time.';
select guard.declare_operation('book', 'listing', 'Book', 'Holds the provider''s time, freezes price, fees and policy, and asks for the payment.',
    moves_money => true,
    redacted => array['place'],
    locks => array['provider']);
select guard.declare_acting('book', array['S', 'O']);
select guard.allow_operation('book', array['steward_customer']);
