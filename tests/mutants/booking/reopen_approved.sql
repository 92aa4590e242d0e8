-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only who is approved delivers again
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reopen_cancelled(bigint)'::regprocedure),
    $from$ended.provider_state <> 'approved'$from$,
    $to$false$to$);
end
$mutant$;
