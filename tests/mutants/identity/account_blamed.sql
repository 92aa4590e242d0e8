-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an account is not blamed for what its address did
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.begin_try(guard.account, text, text, inet)'::regprocedure);
    after text := replace(before, $from$set tries = a.tries - 1$from$, $to$set tries = a.tries$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
