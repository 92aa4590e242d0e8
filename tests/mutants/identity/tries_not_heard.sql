-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what is not heard is not counted
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.take_try(bytea, inet, integer)'::regprocedure);
    after text := replace(before, $from$if wait > interval 'PT0S' then$from$, $to$if wait > interval 'PT0S' then
        update market.sign_in_attempt a set tries = a.tries + 1 where a.account = take_try.account and a.network = take_try.network;$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
