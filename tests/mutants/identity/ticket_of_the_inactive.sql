-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who was deactivated resets nothing
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.use_ticket(text, text)'::regprocedure);
    after text := replace(before, $from$and human.active$from$, $to$and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
