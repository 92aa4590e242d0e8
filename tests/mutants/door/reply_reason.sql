-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: another reason being another call
-- test: tests/sql/door/replies_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$jsonb_build_array(checked, given -> 'reason_code', given -> 'note')$from$,
    $to$jsonb_build_array(checked)$to$);
end
$mutant$;
