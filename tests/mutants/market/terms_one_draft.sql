-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a market has one draft
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.draft_terms(bigint)'::regprocedure),
    $from$if exists (select from market.terms draft$from$,
    $to$if false and exists (select from market.terms draft$to$);
end
$mutant$;
