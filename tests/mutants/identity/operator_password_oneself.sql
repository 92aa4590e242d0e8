-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that administrators do not give themselves another password
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.set_operator_password(bigint, market.password_hash)'::regprocedure);
    after text := replace(before, $from$if set_operator_password.operator = guard.invocation_operator() then$from$, $to$if false then$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
