-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an entry waits for its seal
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$insert into market.audit_pending (audit_id, at) values (audit_id, moment);$from$,
    $to$$to$);
end
$mutant$;
