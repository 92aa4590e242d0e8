-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a lost answer may be asked for again for ten seconds only
-- test: tests/sql/identity/session_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.reuse_grace()'::regprocedure);
    after text := replace(before, $from$'00:00:10'$from$, $to$'01:00:00'$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
