-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator cancels a booking and divides what is held for it between customer, provider and platform.

create or replace function op.override_cancel(booking bigint, to_customer market.amount, to_provider market.amount)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return guard.cancel_with_split(override_cancel.booking, override_cancel.to_customer, override_cancel.to_provider);
end
$$;
comment on function op.override_cancel(bigint, market.amount, market.amount) is 'Cancels a booking with any division of what is held for it.';
select guard.declare_operation('override_cancel', 'booking', 'Cancel by override',
    'Cancels the booking and divides what is held for it as you say; the platform keeps the rest.',
    danger => true,
    needs_reason => true,
    moves_money => true);
select guard.declare_reason('override_cancel', 'provider_cannot_come', 'Provider cannot come');
select guard.declare_reason('override_cancel', 'customer_emergency', 'Customer has an emergency');
select guard.declare_reason('override_cancel', 'wrong_listing', 'Wrong service or time was booked');
select guard.declare_reason('override_cancel', 'safety', 'Safety concern', needs_note => true);
select guard.declare_reason('override_cancel', 'fraud', 'Suspected fraud', needs_note => true);
select guard.declare_reason('override_cancel', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('override_cancel', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_cancel', array['steward_support', 'steward_operations']);
