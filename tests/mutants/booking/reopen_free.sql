-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what somebody else has is not taken again, in words
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reopen_cancelled(bigint)'::regprocedure),
    $from$perform guard.check_free(ended.provider_id, ended.during, ended.id);$from$,
    $to$$to$);
end
$mutant$;
