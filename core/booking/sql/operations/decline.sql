-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The provider, or an operator for them, declines a request.

create or replace function op.decline(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.end_booking(decline.booking, 'declined');
    perform guard.void_payment(decline.booking);
    perform guard.tell(decline.booking, '{"booking_declined": {}, "provider_booking_declined": {}}');
    return jsonb_build_object('booking', decline.booking, 'state', 'declined');
end
$$;
comment on function op.decline(bigint) is 'Declines a requested booking.';
select guard.declare_operation('decline', 'booking', 'Decline', 'The amount is let go and the provider''s time is free again; the customer is told and offered help.',
    danger => true,
    moves_money => true);
select guard.declare_acting('decline', array['S', 'O']);
select guard.allow_operation('decline', array['steward_provider', 'steward_operations']);
