-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the password has to fit
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.finish_try(guard.account, text, text, inet, text, boolean, bigint, text)'::regprocedure);
    after text := replace(before, $from$or finish_try.verified is not true$from$, $to$or false$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
