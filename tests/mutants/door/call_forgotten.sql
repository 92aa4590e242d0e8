-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: forgetting the call when it is over
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$perform set_config('steward.call', '', true), set_config('steward.changes', '', true);$from$,
    $to$$to$);
end
$mutant$;
