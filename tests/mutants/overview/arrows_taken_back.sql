-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving out of the arrows what was taken back
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_arrows(date, date, integer)'::regprocedure),
    $from$taken_back.undoes = event.id$from$,
    $to$false$to$);
end
$mutant$;
