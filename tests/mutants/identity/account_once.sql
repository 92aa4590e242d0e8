-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who has a password is not given another by registering
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.open_account(text, text, text, text)'::regprocedure);
    after text := replace(before, $from$values (person, open_account.password, statement_timestamp());$from$, $to$values (person, open_account.password, statement_timestamp()) on conflict do nothing;$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
