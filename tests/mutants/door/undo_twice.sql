-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that taking back a change of other tables is an event of the record, without which it could be taken back twice
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.restore_record(market.event)'::regprocedure),
    $from$if columns is null and (restore_record.undone).created then$from$,
    $to$if columns is null then$to$);
end
$mutant$;
