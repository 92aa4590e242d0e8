-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: redacting arguments in the audit
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$run.arguments - called.redacted$from$,
    $to$run.arguments$to$);
end
$mutant$;
