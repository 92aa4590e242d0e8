-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a second factor that stands is not replaced
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.enrol_second_factor(uuid, market.factor_secret)'::regprocedure);
    after text := replace(before, $from$where held.confirmed_at is null$from$, $to$where true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
