-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The gateway has said what became of a refund.

create or replace function op.refund_answered(refund bigint, outcome market.short_text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if refund_answered.outcome <> all (array['submitted', 'succeeded', 'failed']) then
        perform guard.refuse('MP003', 'A refund is submitted, succeeded or failed.');
    end if;
    update market.refund
    set state = refund_answered.outcome
    where refund.id = refund_answered.refund;
    return jsonb_build_object('refund', refund_answered.refund, 'state', refund_answered.outcome);
end
$$;
comment on function op.refund_answered(bigint, market.short_text) is 'Records what the gateway says became of a refund.';
select guard.declare_operation('refund_answered', 'refund', 'Refund answered', 'The gateway has said what became of a refund.',
    locks => array['payment']);
select guard.allow_operation('refund_answered', array['steward_worker']);
