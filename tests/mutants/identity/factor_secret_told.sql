-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a confirmed secret is told no more
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.begin_confirmation(uuid)'::regprocedure);
    after text := replace(before, $from$and factor.confirmed_at is null$from$, $to$and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
