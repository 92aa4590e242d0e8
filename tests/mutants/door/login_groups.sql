-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: granting operators groups only
-- test: tests/sql/door/operators_test.sql
do $mutant$
begin
  execute replace(replace(pg_get_functiondef('guard.set_groups(oid, text[])'::regprocedure),
    $from$login is null or not set_groups.groups <@ guard.operators() or set_groups.groups = '{}'$from$,
    $to$login is null$to$),
    $from$foreach changed in array guard.operators() loop$from$,
    $to$foreach changed in array guard.operators() || set_groups.groups loop$to$);
end
$mutant$;
