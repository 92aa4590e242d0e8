-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The time to pay, or to answer, is over.

create or replace function op.expire(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    was text;
begin
    select books.state into strict was
    from market.booking books
    where books.id = expire.booking;
    perform guard.end_booking(expire.booking, 'expired');
    perform guard.void_payment(expire.booking);
    -- A provider never heard of a booking that was not paid.
    perform guard.tell(expire.booking, case was when 'requested' then '{"booking_expired": {}, "provider_booking_expired": {}}'
        else '{"booking_expired": {}}' end::jsonb);
    return jsonb_build_object('booking', expire.booking, 'state', 'expired');
end
$$;
comment on function op.expire(bigint) is 'Lets a booking lapse that was not paid or not answered in time.';
select guard.declare_operation('expire', 'booking', 'Expire', 'The amount is let go and the provider''s time is free again.',
    moves_money => true);
select guard.allow_operation('expire', array['steward_worker']);
