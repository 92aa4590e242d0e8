-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who proposes a time can not accept it
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.answer_party(bigint)'::regprocedure),
    $from$elsif asked.proposed_by = guard.party_kind() then$from$,
    $to$elsif false then$to$);
end
$mutant$;
