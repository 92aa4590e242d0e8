-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a seat stays with its provider
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$if moved.session_id is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
