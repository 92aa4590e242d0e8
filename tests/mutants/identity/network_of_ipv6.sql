-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that of IPv6 the first 64 bits are the address
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.network_of(inet)'::regprocedure);
    after text := replace(before, $from$set_masklen(network_of.address, 64)$from$, $to$set_masklen(network_of.address, 128)$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
