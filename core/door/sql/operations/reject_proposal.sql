-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The second person says no, and why.

create or replace function op.reject_proposal(proposal bigint, why market.long_text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  return guard.decide_proposal(reject_proposal.proposal, 'rejected', reject_proposal.why);
end
$$;
comment on function op.reject_proposal(bigint, market.long_text) is 'Refuses a proposal as its second person';
select guard.declare_operation('reject_proposal', 'proposal', 'Reject', 'Refuses the proposal; whoever made it reads why.');
select guard.allow_operation('reject_proposal', array['steward_support', 'steward_operations', 'steward_finance', 'steward_administrator']);
