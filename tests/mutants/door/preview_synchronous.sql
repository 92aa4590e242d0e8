-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a deed waiting for the disk although a look before it did not
-- test: tests/sql/door/connections_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$perform set_config('synchronous_commit', current_setting('steward.synchronous_commit'), true);$from$,
    $to$$to$);
end
$mutant$;
