-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that people see their own sessions only
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.my_sessions()'::regprocedure);
    after text := replace(before, $from$where s.credential_id = guard.my_credential()$from$, $to$where true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
