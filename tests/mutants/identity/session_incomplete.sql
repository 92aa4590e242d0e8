-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session that is not complete does nothing but enrol
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.check_session(uuid, boolean)'::regprocedure);
    after text := replace(before, $from$elsif not held.complete and$from$, $to$elsif false and$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
