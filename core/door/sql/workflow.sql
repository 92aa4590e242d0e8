-- SPDX-License-Identifier: GPL-3.0-or-later
-- Operators as records: created, given other groups or markets, disabled for good. Proposals: decided by a second person.

select guard.declare_entity('operator', 'market.operator', 100, 'Operator', reference => 'login', operator_may => 'true');
select guard.attach('market.operator', 'operator', shown => array['groups', 'markets', 'all_markets'], hidden => array['active']);
select guard.declare_transition('operator', 1, null, 'create', 'active', array['A', 'sys'], title => 'Create');
select guard.declare_transition('operator', 1, 'active', 'grant', 'active', array['A', 'sys'], title => 'Grant');
select guard.declare_transition('operator', 1, 'active', 'revoke', 'active', array['A', 'sys'], title => 'Revoke');
select guard.declare_transition('operator', 1, 'active', 'disable', 'disabled', array['A', 'sys'], title => 'Disable');

select guard.declare_entity('proposal', 'market.proposal', 95, 'Proposal', reference => 'reference', operator_may => 't.market_id = any ($3) or t.market_id is null');
select guard.attach('market.proposal', 'proposal', hidden => array['effects', 'arguments', 'note', 'decided_note', 'messages']);
select guard.declare_transition('proposal', 1, null, 'propose', 'open', array['S', 'O', 'F', 'A'], title => 'Proposed');
select guard.declare_transition('proposal', 1, 'open', 'approve', 'approved', array['sys'], title => 'Approved');
select guard.declare_transition('proposal', 1, 'open', 'reject', 'rejected', array['S', 'O', 'F', 'A'], title => 'Rejected');
select guard.declare_transition('proposal', 1, 'open', 'withdraw', 'withdrawn', array['S', 'O', 'F', 'A'], title => 'Withdrawn');
select guard.declare_transition('proposal', 1, 'open', 'expire', 'expired', array['sys'], title => 'Lapse undecided', due => 'expires_at');
