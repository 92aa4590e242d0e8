-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What the gateway refused for good is asked again: a new attempt, under a key of its own, for the old one has had its answer.

create or replace function op.retry_request(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    again record;
    asked integer := 0;
begin
    for again in
        update market.gateway_intent refused
        set state = 'not yet told',
            attempt = refused.attempt + 1,
            tries = 0,
            due = guard.outbox_due(),
            due_after = guard.outbox_after(),
            told_at = null,
            answered_at = null,
            retry_at = null,
            failure = null,
            changed_by = guard.invocation_id()
        from market.payment paid
        where paid.booking_id = retry_request.booking
            and refused.payment_id = paid.id
            and refused.state = 'failed'
        returning refused.refund_id
    loop
        asked := asked + 1;
        update market.refund
        set state = 'requested'
        where refund.id = again.refund_id;
    end loop;
    if asked = 0 then
        perform guard.refuse('MP032', 'The gateway has refused nothing of this booking.', 'There is nothing to try again.');
    end if;
    perform guard.touch_booking(retry_request.booking);
    return jsonb_build_object('booking', retry_request.booking, 'requests', asked);
end
$$;
comment on function op.retry_request(bigint) is 'Asks the gateway again for what it refused.';
select guard.declare_operation('retry_request', 'booking', 'Ask the gateway again', 'What the gateway refused for good is asked again, as a new attempt.',
    undoable => false,
    moves_money => true);
select guard.allow_operation('retry_request', array['steward_operations', 'steward_finance']);
