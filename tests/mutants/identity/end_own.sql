-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that signing out everywhere is for ones own sessions
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.end_sessions_of(bigint, text, uuid)'::regprocedure);
    after text := replace(before, $from$where s.credential_id = end_sessions_of.credential$from$, $to$where true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
