-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that no rule is told for a state that was taken back to
-- test: tests/sql/booking/why_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.why_state(market.booking)'::regprocedure),
    $from$and step.from_state is not distinct from entered.from_state$from$,
    $to$$to$);
  execute replace(replace(pg_get_functiondef('guard.why_state(market.booking)'::regprocedure),
    $from$and step.action = entered.action$from$, $to$$to$),
    $from$and entered.undoes is null$from$, $to$$to$);
end
$mutant$;
