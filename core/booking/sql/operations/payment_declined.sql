-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The gateway has declined the card: the time is free again at once, and the customer may book anew with another.

create or replace function op.payment_declined(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.end_booking(payment_declined.booking, 'expired');
    update market.payment
    set state = 'failed'
    where payment.booking_id = payment_declined.booking;
    perform guard.release_credit(payment_declined.booking);
    update market.gateway_intent asked
    set state = 'declined',
        answered_at = guard.clock()
    from market.payment paid
    where paid.booking_id = payment_declined.booking
        and asked.payment_id = paid.id
        and asked.kind = 'authorise';
    perform guard.tell(payment_declined.booking, '{"booking_payment_declined": {}}');
    return jsonb_build_object('booking', payment_declined.booking, 'state', 'expired');
end
$$;
comment on function op.payment_declined(bigint) is 'The gateway has declined to authorise the payment of a booking.';
select guard.declare_operation('payment_declined', 'booking', 'Payment declined', 'The gateway declined the card; the provider''s time is free again.',
    moves_money => true);
select guard.allow_operation('payment_declined', array['steward_worker']);
