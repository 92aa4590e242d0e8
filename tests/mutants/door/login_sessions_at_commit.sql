-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending sessions at COMMIT and not before
-- test: tests/sql/door/sessions_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.plan_end_of_sessions(uuid)'::regprocedure),
    $from$set constraints market.end_sessions deferred;$from$,
    $to$set constraints market.end_sessions immediate;$to$);
end
$mutant$;
