-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The provider, or an operator for them, accepts a request: the amount is captured into escrow.

create or replace function op.accept(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    accepted record;
begin
    update market.booking
    set state = 'confirmed'
    where booking.id = accept.booking
    returning * into strict accepted;
    perform guard.capture_payment(accept.booking);
    perform guard.tell(accept.booking, '{"booking_confirmed": {}, "provider_booking_confirmed": {}}');
    return jsonb_build_object('booking', accepted.id, 'reference', accepted.reference, 'state', accepted.state);
end
$$;
comment on function op.accept(bigint) is 'Accepts a requested booking.';
select guard.declare_operation('accept', 'booking', 'Accept', 'Confirms the booking and captures the amount into escrow; both are told.',
    moves_money => true);
select guard.declare_acting('accept', array['S', 'O']);
select guard.allow_operation('accept', array['steward_provider', 'steward_operations']);
