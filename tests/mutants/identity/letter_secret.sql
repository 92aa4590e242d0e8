-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that messages do not hold the codes that letters carry
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.send_ticket(bigint, text, text, text)'::regprocedure);
    after text := replace(before, $from$replace(text.body, '{name}', translate(told.display_name, '{}', '()'))$from$, $to$replace(replace(text.body, '{name}', translate(told.display_name, '{}', '()')), '{secret}', send_ticket.ticket)$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
