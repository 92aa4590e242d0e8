-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: comparing a day that is not over with as much of the one before
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.overview_span(date, date, integer)'::regprocedure),
    $from$(ends at time zone zone - make_interval(days => days)) at time zone zone$from$,
    $to$begins$to$);
end
$mutant$;
