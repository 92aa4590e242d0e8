-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session that was ended is over
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.alive_session(uuid)'::regprocedure);
    after text := replace(before, $from$and s.ended_at is null$from$, $to$and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
