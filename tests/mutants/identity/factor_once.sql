-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a factor is confirmed once
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.confirm_second_factor(uuid, bigint, text[])'::regprocedure);
    after text := replace(before, $from$and held.confirmed_at is null$from$, $to$and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
