-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A version that nobody lives by yet is given up.

create or replace function op.withdraw_terms(terms bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.terms known
    set state = 'withdrawn'
    where known.id = withdraw_terms.terms;
    return jsonb_build_object('terms', withdraw_terms.terms, 'state', 'withdrawn');
end
$$;
comment on function op.withdraw_terms(bigint) is 'Gives up a version of a market''s terms before its moment.';
select guard.declare_operation('withdraw_terms', 'terms', 'Withdraw', 'This version never holds; what stands before it holds on.',
    danger => true,
    needs_reason => true);
select guard.declare_reason('withdraw_terms', 'decision', 'Decision of the management');
select guard.declare_reason('withdraw_terms', 'mistake', 'It says something wrong');
select guard.declare_reason('withdraw_terms', 'other', 'Something else', needs_note => true);
select guard.allow_operation('withdraw_terms', array['steward_administrator']);
