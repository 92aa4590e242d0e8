-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that terms begin in the future only
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.schedule_terms(bigint, market.moment)'::regprocedure),
    $from$schedule_terms.active_from <= guard.clock() + guard.terms_notice()$from$,
    $to$false$to$);
end
$mutant$;
