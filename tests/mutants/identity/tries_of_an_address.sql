-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an address tries no more than a hundred accounts
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.most_tries(boolean)'::regprocedure);
    after text := replace(before, $from$then 100 else$from$, $to$then 100000 else$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
