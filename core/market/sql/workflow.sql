-- SPDX-License-Identifier: GPL-3.0-or-later
-- Terms of a market are drafted, changed while they are a draft, and scheduled; before their moment they can be withdrawn.

select guard.declare_entity('terms', 'market.terms', 5, 'Terms');
select guard.attach('market.terms', 'terms',
    shown => array['active_from', 'commission_bp', 'tax_bp', 'penalty_bp', 'pay_within', 'answer_within', 'complete_after', 'settle_after', 'dispute_within', 'policies']);
select guard.declare_transition('terms', 1, null, 'draft', 'draft', array['A'], 'Draft a version');
select guard.declare_transition('terms', 1, known.state, 'draft', known.state, array['A'], 'Draft a version from it')
from unnest(array['scheduled', 'withdrawn']) known (state);
select guard.declare_transition('terms', 1, 'draft', 'change', 'draft', array['A'], 'Changed');
select guard.declare_transition('terms', 1, 'draft', 'schedule', 'scheduled', array['A'], 'Schedule');
select guard.declare_transition('terms', 1, known.state, 'withdraw', 'withdrawn', array['A'], 'Withdraw',
    closes => known.closes)
from (values ('draft', null), ('scheduled', 'active_from - PT1M')) known (state, closes);
