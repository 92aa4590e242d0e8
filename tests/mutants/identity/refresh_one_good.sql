-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that one token of a session is good
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.refresh_session(text, text)'::regprocedure);
    after text := replace(before, $from$set replaced_at = moment
        where lost.hash$from$, $to$set successor = null
        where lost.hash$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
