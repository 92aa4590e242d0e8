-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an unknown account is answered with a hash, too
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.begin_try(guard.account, text, text, inet)'::regprocedure);
    after text := replace(before, $from$coalesce((begin_try.account).hash, guard.no_hash())$from$, $to$(begin_try.account).hash$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
