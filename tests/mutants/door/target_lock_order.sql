-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: locking parents before their child
-- test: tests/sql/door/sessions_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_target(guard.called, bigint, guard.acting, integer, jsonb)'::regprocedure),
    $from$for no key update', parent.relation)$from$,
    $to$', parent.relation)$to$);
end
$mutant$;
