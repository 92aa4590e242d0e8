-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that failures are forgotten after half an hour
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.take_try(bytea, inet, integer)'::regprocedure);
    after text := replace(before, $from$<= moment - guard.try_window()$from$, $to$<= moment - 100 * guard.try_window()$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
