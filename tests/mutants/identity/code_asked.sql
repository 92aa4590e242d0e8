-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a second factor is asked for
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.finish_try(guard.account, text, text, inet, text, boolean, bigint, text)'::regprocedure);
    after text := replace(before, $from$        and held.confirmed_at is not null;
    if found then$from$, $to$        and held.confirmed_at is not null;
    if false then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
