-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a password is set by whoever has just given the present one
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.my_proof(uuid)'::regprocedure);
    after text := replace(before, $from$elsif held.proved_at < statement_timestamp() - guard.proof_lasts() then$from$, $to$elsif false then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
