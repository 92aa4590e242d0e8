-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Three days after a service nobody has objected: what is held goes to whom it belongs.

create or replace function op.settle(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return guard.settle_booking(settle.booking);
end
$$;
comment on function op.settle(bigint) is 'Settles a booking that is over.';
select guard.declare_operation('settle', 'booking', 'Settle', 'What is held goes to the provider, the platform and tax; of a no-show as the policy says.',
    moves_money => true);
select guard.allow_operation('settle', array['steward_worker']);
