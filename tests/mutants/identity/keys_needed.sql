-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that keys are made when they are needed
-- test: tests/sql/identity/keys_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.offer_signing_key(text, text, boolean)'::regprocedure);
    after text := replace(before, $from$if newest.created_at > moment - guard.key_signs() and$from$, $to$if false and$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
