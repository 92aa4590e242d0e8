-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of snapshots that the caller chose
-- test: tests/sql/door/connections_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$current_setting('transaction_isolation') <> 'read committed'$from$,
    $to$false$to$);
end
$mutant$;
