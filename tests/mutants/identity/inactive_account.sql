-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who was deactivated is nobody at signing in
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.account_named(text, text)'::regprocedure);
    after text := replace(before, $from$if found_account.active and$from$, $to$if$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
