-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending a session at COMMIT and not before
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.plan_end_of_session(uuid)'::regprocedure),
    $from$set constraints market.end_sessions deferred;$from$,
    $to$set constraints market.end_sessions immediate;$to$);
end
$mutant$;
