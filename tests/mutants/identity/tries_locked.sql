-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that whoever failed ten times waits for half an hour
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.take_try(bytea, inet, integer)'::regprocedure);
    after text := replace(before, $from$elsif seen.tries >= take_try.most and take_try.network <> guard.no_network() then$from$, $to$elsif seen.tries >= take_try.most and take_try.account = '' then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
