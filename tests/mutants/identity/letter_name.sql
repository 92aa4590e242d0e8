-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a name opens no field
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.send_ticket(bigint, text, text, text)'::regprocedure);
    after text := replace(before, $from$translate(told.display_name, '{}', '()')$from$, $to$told.display_name$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
