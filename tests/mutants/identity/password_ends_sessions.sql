-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that another password ends the sessions elsewhere
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.set_password(uuid, market.password_hash)'::regprocedure);
    after text := replace(before, $from$guard.end_sessions_of(credential, 'password', set_password.session)$from$, $to$0$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
