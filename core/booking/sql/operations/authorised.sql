-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The gateway has reserved the amount: the provider is asked, or, for instant-book, the booking is confirmed and captured.

create or replace function op.authorised(
    booking bigint,
    gateway_reference market.short_text,
    expires market.moment,
    card_brand market.short_text default null,
    card_last4 text default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid_for record;
begin
    if authorised.card_last4 !~ '^[0-9]{4}$' then
        perform guard.refuse('MP003', 'The last digits of a card are four digits.');
    end if;
    if exists (select from market.payment known where known.gateway_reference = authorised.gateway_reference) then
        perform guard.refuse('MP032', 'The gateway has used this reference for another payment.', 'Ask the gateway which payment it means.');
    end if;
    select books.*, slot.blocking, slot.during into strict paid_for
    from market.booking books
    join market.booking_slot slot on slot.booking_id = books.id
    where books.id = authorised.booking;
    -- Paid too late, the time may be somebody else's by now; then the worker lets the booking expire, which voids the amount.
    if not paid_for.blocking and not guard.slot_is_free(paid_for.provider_id, paid_for.during, paid_for.id) then
        perform guard.refuse('MP032', 'The time to pay was over, and somebody else has booked that time since.', 'Let the booking expire; the amount is let go.');
    end if;
    update market.payment
    set state = 'authorised',
        gateway_reference = authorised.gateway_reference,
        authorised_until = authorised.expires,
        card_brand = authorised.card_brand,
        card_last4 = authorised.card_last4
    where payment.booking_id = authorised.booking;
    update market.gateway_intent asked
    set state = 'done',
        gateway_reference = authorised.gateway_reference,
        answered_at = guard.clock()
    from market.payment paid
    where paid.booking_id = authorised.booking
        and asked.payment_id = paid.id
        and asked.charge = 1
        and asked.kind = 'authorise';

    return jsonb_build_object('booking', paid_for.id, 'reference', paid_for.reference,
        'state', guard.go_on_paid(authorised.booking, authorised.expires));
end
$$;
comment on function op.authorised(bigint, market.short_text, market.moment, market.short_text, text) is 'The gateway has authorised the payment of a booking.';
select guard.declare_operation('authorised', 'booking', 'Payment authorised', 'The gateway has reserved the amount; the provider is asked, or the booking confirmed at once.',
    moves_money => true,
    locks => array['provider']);
select guard.allow_operation('authorised', array['steward_worker']);
