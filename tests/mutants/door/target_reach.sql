-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the scope in which a target is looked up
-- test: tests/sql/door/reach_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.declare_entity(text, regclass, integer, text, text, jsonb, text, text, text, text)'::regprocedure),
    $from$stands, condition.words,$from$,
    $to$stands, 'true',$to$);
end
$mutant$;
