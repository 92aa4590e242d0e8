-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that those whose address is unknown have no bound together
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.take_try(bytea, inet, integer)'::regprocedure);
    after text := replace(replace(before, ' and take_try.network <> guard.no_network() then', ' then'), $from$if take_try.network = guard.no_network() and take_try.account = '' then$from$, $to$if false then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
