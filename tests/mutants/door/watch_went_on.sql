-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving alone at COMMIT who went on meanwhile
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.end_sessions()'::regprocedure),
    $from$from guard.stuck_sessions() stuck
  where stuck.process = new.process
    and stuck.began = new.began
    and stuck.since = new.since;$from$,
    $to$from (select new.process) stuck
  where new.process is not null;$to$);
end
$mutant$;
