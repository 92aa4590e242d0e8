-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a refresh token that comes again ends the session
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.refresh_session(text, text)'::regprocedure);
    after text := replace(before, $from$if not found then
            update$from$, $to$if false then
            update$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
