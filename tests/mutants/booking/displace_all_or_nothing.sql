-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what is refused for one is refused for all
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.displace(jsonb)'::regprocedure),
    $from$perform guard.refuse_all_for((choice ->> 'booking')::bigint, 'can not make way so', state_of_it, words, advice);
                raise; -- no refusal: something is wrong$from$,
    $to$null;$to$);
end
$mutant$;
