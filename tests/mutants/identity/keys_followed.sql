-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a key that was followed lapses
-- test: tests/sql/identity/keys_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('api.offer_signing_key(text, text, boolean)'::regprocedure);
    after text := replace(before, $from$set expires_at = moment + case when offer_signing_key.at_once then interval 'PT0S' else interval 'PT1H' end$from$, $to$set expires_at = null$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
