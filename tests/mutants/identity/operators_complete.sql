-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an operator without a second factor has no complete session
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.open_session(guard.account, inet, bytea, text)'::regprocedure);
    after text := replace(before, $from$(open_session.account).kind <> 'operator' or$from$, $to$true or$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
