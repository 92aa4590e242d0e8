-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an operator whose factor is gone does nothing but enrol
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('op.remove_second_factor(uuid)'::regprocedure);
    after text := replace(before, $from$set complete = false$from$, $to$set complete = s.complete$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
