-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who signed in from an address before is not kept out by what others fail at there
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.begin_try(guard.account, text, text, inet)'::regprocedure);
    after text := replace(before, $from$case when familiar then 2147483647 else$from$, $to$case when familiar and false then 2147483647 else$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
