-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of rights for oneself
-- test: tests/sql/door/operators_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.grant_operator(bigint, text[], integer[], boolean)'::regprocedure),
    $from$and (o.id = guard.invocation_operator() or o.person_id = guard.my_person())$from$,
    $to$and false$to$);
end
$mutant$;
