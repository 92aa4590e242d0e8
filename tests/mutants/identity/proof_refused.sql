-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a wrong password proves nothing
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.finish_proof(uuid, inet, text, boolean, bigint, text)'::regprocedure);
    after text := replace(before, $from$if outcome = 'proved' then$from$, $to$if true then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
