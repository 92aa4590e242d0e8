-- SPDX-License-Identifier: GPL-3.0-or-later
-- A provider is submitted and approved; the rest of its vetting stands in the design and comes with its own operations.

select guard.declare_entity('person', 'market.person', 8, 'Person',
    operator_may => 't.market_id = any ($3)');

select guard.declare_entity('provider', 'market.provider', 10, 'Provider',
    operator_may => 't.market_id = any ($3)',
    provider_may => 't.person_id = $2');
select guard.attach('market.provider', 'provider', hidden => array['name']);

select guard.declare_transition('provider', 1, null, 'register', 'submitted', array['P', 'sys'], 'Register');
select guard.declare_transition('provider', 1, 'submitted', 'approve', 'approved', array['O', 'sys'], 'Approve');
