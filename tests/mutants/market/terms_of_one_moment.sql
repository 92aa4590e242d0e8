-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the words for two versions of one moment
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.schedule_terms(bigint, market.moment)'::regprocedure),
    $from$other.active_from = schedule_terms.active_from$from$,
    $to$false$to$);
end
$mutant$;
