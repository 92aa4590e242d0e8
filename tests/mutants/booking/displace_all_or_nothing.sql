-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what is refused for one is refused for all
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.displace(jsonb)'::regprocedure),
    $from$if state_of_it !~ '^MP0' then$from$,
    $to$continue;
                if state_of_it !~ '^MP0' then$to$);
end
$mutant$;
