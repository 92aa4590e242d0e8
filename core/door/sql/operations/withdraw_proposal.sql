-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Whoever proposed it thinks better of it.

create or replace function op.withdraw_proposal(proposal bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  return guard.decide_proposal(withdraw_proposal.proposal, 'withdrawn', null);
end
$$;
comment on function op.withdraw_proposal(bigint) is 'Takes a proposal of one''s own back';
select guard.declare_operation('withdraw_proposal', 'proposal', 'Withdraw', 'Takes your proposal back; nothing has happened yet.');
select guard.allow_operation('withdraw_proposal', array['steward_support', 'steward_operations', 'steward_finance', 'steward_administrator']);
