-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that tiers follow one another
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_policies(jsonb)'::regprocedure),
    $from$tier.before >= former_before or tier.percent >= former_percent$from$,
    $to$false$to$);
end
$mutant$;
