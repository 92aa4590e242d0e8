-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a reset uses up the other tickets
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.reset_password(market.secret_hash, market.password_hash)'::regprocedure);
    after text := replace(before, $from$where other.person_id = person$from$, $to$where false and other.person_id = person$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
