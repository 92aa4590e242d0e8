-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A draft of a market's terms says something else. What is not named stays; of the policies, those that are named.

create or replace function op.change_terms(
    terms bigint,
    commission_bp market.basis_points default null,
    tax_bp market.basis_points default null,
    penalty_bp market.basis_points default null,
    pay_within market.workflow_period default null,
    answer_within market.workflow_period default null,
    complete_after market.workflow_period default null,
    settle_after market.workflow_period default null,
    dispute_within market.workflow_period default null,
    policies jsonb default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    former market.terms;
    changed market.terms;
begin
    if change_terms.policies is not null then
        perform guard.check_policies(change_terms.policies);
    end if;
    if change_terms.pay_within > interval 'P1D' then
        perform guard.refuse('MP003', 'A booking waits to be paid for a day at most: nobody else gets its time meanwhile.', 'Choose a shorter time.', '{"argument": "pay_within"}');
    end if;
    select known.* into strict former
    from market.terms known
    where known.id = change_terms.terms;
    update market.terms known
    set commission_bp = coalesce(change_terms.commission_bp, known.commission_bp),
        tax_bp = coalesce(change_terms.tax_bp, known.tax_bp),
        penalty_bp = coalesce(change_terms.penalty_bp, known.penalty_bp),
        pay_within = coalesce(change_terms.pay_within, known.pay_within),
        answer_within = coalesce(change_terms.answer_within, known.answer_within),
        complete_after = coalesce(change_terms.complete_after, known.complete_after),
        settle_after = coalesce(change_terms.settle_after, known.settle_after),
        dispute_within = coalesce(change_terms.dispute_within, known.dispute_within),
        policies = known.policies || coalesce(change_terms.policies, '{}')
    where known.id = change_terms.terms
    returning * into changed;
    if to_jsonb(changed) - '{version,changed_at}'::text[] = to_jsonb(former) - '{version,changed_at}'::text[] then
        perform guard.refuse('MP032', 'This draft says so already.', 'Change at least one of its rules.');
    end if;
    return jsonb_build_object('terms', changed.id, 'number', changed.number, 'state', changed.state);
end
$$;
comment on function op.change_terms(bigint, market.basis_points, market.basis_points, market.basis_points, market.workflow_period, market.workflow_period,
    market.workflow_period, market.workflow_period, market.workflow_period, jsonb) is 'Changes a draft of a market''s terms.';
select guard.declare_operation('change_terms', 'terms', 'Change the draft', 'Lets the draft say something else; it holds for nobody yet.');
select guard.allow_operation('change_terms', array['steward_administrator']);
