-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of a day
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  alter table market.amount_moved drop constraint amount_moved_within_limits;
  execute replace(pg_get_functiondef('guard.weigh(guard.called, guard.target, guard.acting, uuid, timestamptz, bigint)'::regprocedure),
    $from$before.in_day + moved.amount > coalesce(allowed.per_day, 0)$from$,
    $to$false$to$);
end
$mutant$;
