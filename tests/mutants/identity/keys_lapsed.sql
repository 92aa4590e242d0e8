-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a key that has lapsed is none
-- test: tests/sql/identity/keys_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.signing_keys()'::regprocedure);
    after text := replace(before, $from$and coalesce(k.expires_at, 'infinity') > statement_timestamp()$from$, $to$and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
