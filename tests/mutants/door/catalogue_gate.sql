-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a gate hears of its own areas only
-- test: tests/sql/door/catalogue_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.catalogue(text)'::regprocedure),
    $from$where a.gate = session_user$from$,
    $to$where true$to$);
end
$mutant$;
