-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the use of a session is written once a minute
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.check_session(uuid, boolean)'::regprocedure);
    after text := replace(before, $from$if held.used_at < statement_timestamp() - interval 'PT1M' then$from$, $to$if true then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
