-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a code is gone once its letter was sent
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.message_sent(bigint, uuid, integer, text)'::regprocedure);
    after text := replace(before, $from$delete from market.message_secret carried
        where$from$, $to$delete from market.message_secret carried
        where false and$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
