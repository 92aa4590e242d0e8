-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: an action being closed when its time is over, at the door and beside the record alike
-- test: tests/sql/booking/reads_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.closed_window(text, text, jsonb, text[])'::regprocedure),
    $from$case when closing.moment < present then closing.moment end$from$,
    $to$null::timestamptz$to$);
end
$mutant$;
