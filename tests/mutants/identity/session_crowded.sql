-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody has more than twenty sessions
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.most_sessions()'::regprocedure);
    after text := replace(before, $from$SELECT 20$from$, $to$SELECT 2000$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
