-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Somebody objects: what is held stays where it is until it is decided, and what was settled already comes back.

create or replace function op.dispute(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if (select books.state from market.booking books where books.id = dispute.booking) = 'settled' then
        perform guard.reclaim_escrow(dispute.booking);
    end if;
    update market.booking
    set state = 'disputed',
        over_at = coalesce(booking.over_at, guard.clock())
    where booking.id = dispute.booking;
    perform guard.tell(dispute.booking, '{"booking_disputed": {}, "provider_booking_disputed": {}}');
    return jsonb_build_object('booking', dispute.booking, 'state', 'disputed');
end
$$;
comment on function op.dispute(bigint) is 'Disputes a booking.';
select guard.declare_operation('dispute', 'booking', 'Dispute', 'What was paid for the booking stays in escrow until the dispute is resolved; both are told.',
    moves_money => true);
select guard.declare_acting('dispute', array['S', 'O']);
select guard.allow_operation('dispute', array['steward_customer', 'steward_provider', 'steward_support']);
