-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobodys letterbox is filled by others
-- test: tests/sql/identity/letters_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.send_ticket(bigint, text, text, text)'::regprocedure);
    after text := replace(before, $from$or 5 <= ($from$, $to$or 500 <= ($to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
