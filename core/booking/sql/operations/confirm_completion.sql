-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The customer is content before the time to object is over: the provider need not wait for it.

create or replace function op.confirm_completion(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.settle_booking(confirm_completion.booking);
    return jsonb_build_object('booking', confirm_completion.booking, 'state', 'settled'); -- what others get is not the customer's to know
end
$$;
comment on function op.confirm_completion(bigint) is 'The customer confirms that a booking is done.';
select guard.declare_operation('confirm_completion', 'booking', 'Confirm completion', 'The service took place as booked; what is held is paid out at once.',
    moves_money => true);
select guard.declare_acting('confirm_completion', array['S', 'O']);
select guard.allow_operation('confirm_completion', array['steward_customer']);
