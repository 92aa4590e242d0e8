-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A new version of a market's terms begins as what another one says.

create or replace function op.draft_terms(terms bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    source market.terms;
    made record;
begin
    select known.* into strict source
    from market.terms known
    where known.id = draft_terms.terms;
    -- Numbers are given one by one: under the lock of the market's first version.
    perform from market.terms first_one
    where first_one.market_id = source.market_id
        and first_one.number = 1
    for no key update;
    if exists (select from market.terms draft where draft.market_id = source.market_id and draft.state = 'draft') then
        perform guard.refuse('MP032', 'This market has a draft already.', 'Change it, schedule it or withdraw it first.');
    end if;
    insert into market.terms (market_id, number, state, commission_bp, tax_bp, penalty_bp, pay_within, answer_within, complete_after, settle_after,
        dispute_within, policies)
    values (source.market_id, 1 + (select max(known.number) from market.terms known where known.market_id = source.market_id), 'draft',
        source.commission_bp, source.tax_bp, source.penalty_bp, source.pay_within, source.answer_within, source.complete_after, source.settle_after,
        source.dispute_within, source.policies)
    returning * into made;
    return jsonb_build_object('terms', made.id, 'number', made.number, 'state', made.state);
end
$$;
comment on function op.draft_terms(bigint) is 'Begins a new version of a market''s terms as a copy of one that stands.';
select guard.declare_operation('draft_terms', 'terms', 'Draft a new version', 'Begins a new version of the market''s terms that says what this one says.',
    undoable => false, inverse => 'withdraw_terms');
select guard.allow_operation('draft_terms', array['steward_administrator']);
