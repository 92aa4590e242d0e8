-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: only the sessions of disabled operators being ended
-- test: tests/sql/door/sessions_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.end_sessions()'::regprocedure),
    $from$and not o.active$from$,
    $to$$to$);
end
$mutant$;
