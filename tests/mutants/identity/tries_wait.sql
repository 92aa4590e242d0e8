-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that whoever failed five times waits
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.take_try(bytea, inet, integer)'::regprocedure);
    after text := replace(before, $from$seen.tries >= 5$from$, $to$seen.tries >= 9$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
