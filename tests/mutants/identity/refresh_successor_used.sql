-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a token whose successor was used is no lost answer
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.refresh_session(text, text)'::regprocedure);
    after text := replace(before, $from$            and lost.replaced_at is null$from$, $to$            and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
