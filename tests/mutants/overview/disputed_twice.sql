-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: counting a booking once that was disputed twice
-- test: tests/sql/overview/lists_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$and back.from_state = 'disputed'$from$,
    $to$and false$to$);
end
$mutant$;
