-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an entry waits for its seal
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb)'::regprocedure),
    $from$insert into market.audit_pending (audit_id, at) values (entry_id, entry.at);$from$,
    $to$$to$);
end
$mutant$;
