-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that failures are counted by address, too, so that nobody is locked out by others
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.network_of(inet)'::regprocedure);
    after text := replace(before, $from$else host(network_of.address)::inet end$from$, $to$else '192.0.2.0'::inet end$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
