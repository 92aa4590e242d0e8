-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a gate reads its own keys only
-- test: tests/sql/identity/keys_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.signing_keys()'::regprocedure);
    after text := replace(before, $from$where k.gate = asking$from$, $to$where true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
