-- SPDX-License-Identifier: GPL-3.0-or-later
-- Operators as records: created, given other groups or markets, disabled for good.

select guard.declare_entity('operator', 'market.operator', 100, 'Operator', reference => 'login', operator_may => 'true');
select guard.attach('market.operator', 'operator', shown => array['groups', 'markets', 'all_markets'], hidden => array['active']);
select guard.declare_transition('operator', 1, null, 'create', 'active', array['A', 'sys'], title => 'Create');
select guard.declare_transition('operator', 1, 'active', 'grant', 'active', array['A', 'sys'], title => 'Grant');
select guard.declare_transition('operator', 1, 'active', 'revoke', 'active', array['A', 'sys'], title => 'Revoke');
select guard.declare_transition('operator', 1, 'active', 'disable', 'disabled', array['A', 'sys'], title => 'Disable');
