-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the system gives first passwords only, once there is an administrator
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.set_operator_password(bigint, market.password_hash)'::regprocedure);
    after text := replace(before, $from$perform guard.check_bootstrap();$from$, $to$$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
