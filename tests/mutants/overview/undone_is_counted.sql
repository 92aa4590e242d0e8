-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving out of the rates what was taken back
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$and not exists (select from taken_back where taken_back.undoes = event.id)$from$,
    $to$$to$);
end
$mutant$;
