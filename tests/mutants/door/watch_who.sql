-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending only a session that is stuck, under its own name
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('op.end_session(market.short_text, market.short_text, integer, market.moment, market.moment)'::regprocedure),
    $from$stuck.login = end_session.login$from$,
    $to$true$to$);
end
$mutant$;
