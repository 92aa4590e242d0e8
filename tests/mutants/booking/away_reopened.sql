-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nothing is reopened while its provider is away
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reopen_cancelled(bigint)'::regprocedure),
    $from$perform guard.check_present(ended.provider_id, ended.during, 'Ask the customer to book somebody else.');$from$,
    $to$$to$);
end
$mutant$;
