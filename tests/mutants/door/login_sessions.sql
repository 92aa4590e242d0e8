-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending the sessions of who is disabled
-- test: tests/sql/door/sessions_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.end_sessions()'::regprocedure),
    $from$pg_terminate_backend(s.pid)$from$,
    $to$s.pid$to$);
end
$mutant$;
