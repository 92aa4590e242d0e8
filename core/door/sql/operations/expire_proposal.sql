-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Nobody decided in time: what was looked at is no longer what would happen.

create or replace function op.expire_proposal(proposal bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update market.proposal p
  set state = 'expired'
  where p.id = expire_proposal.proposal;
  return '{}';
end
$$;
comment on function op.expire_proposal(bigint) is 'Ends a proposal that nobody decided';
select guard.declare_operation('expire_proposal', 'proposal', 'Lapse undecided', 'Ends a proposal that nobody decided.', undoable => false);
select guard.allow_operation('expire_proposal', array['steward_worker']);
