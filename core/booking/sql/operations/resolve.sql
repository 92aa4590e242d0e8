-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A dispute is decided: what is held is divided, and both are told their part.

create or replace function op.resolve(booking bigint, to_customer market.amount, to_provider market.amount)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    customers bigint;
    ending text;
    outcome jsonb;
begin
    select held.customers into strict customers
    from guard.held_for(resolve.booking) held;
    ending := case when resolve.to_customer = customers then 'cancelled' else 'settled' end; -- as if it had not been: all of it goes back
    if ending = 'cancelled' then
        perform guard.end_booking(resolve.booking, ending);
    else
        update market.booking
        set state = ending
        where booking.id = resolve.booking;
    end if;
    outcome := guard.divide_escrow(resolve.booking, resolve.to_customer, resolve.to_provider, 'resolution', 'Dispute resolved: escrow divided');
    perform guard.tell(resolve.booking, jsonb_build_object(
        'booking_resolved', jsonb_build_object('refund', resolve.to_customer),
        'provider_booking_resolved', jsonb_build_object('share', outcome -> 'to_provider')));
    return outcome || jsonb_build_object('state', ending);
end
$$;
comment on function op.resolve(bigint, market.amount, market.amount) is 'Decides a disputed booking.';
select guard.declare_operation('resolve', 'booking', 'Resolve the dispute', 'Divides what is held as you decide; the platform keeps the rest.',
    needs_reason => true,
    moves_money => true);
select guard.declare_reason('resolve', 'agreed', 'Both agreed');
select guard.declare_reason('resolve', 'not_as_described', 'Service was not as described', needs_note => true);
select guard.declare_reason('resolve', 'not_delivered', 'Service was not delivered');
select guard.declare_reason('resolve', 'unfounded', 'Complaint is unfounded', needs_note => true);
select guard.declare_reason('resolve', 'other', 'Something else', needs_note => true);
select guard.allow_operation('resolve', array['steward_support', 'steward_operations']);
