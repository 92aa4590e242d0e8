-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only a gates login asks what gates ask
-- test: tests/sql/identity/sign_in_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.gate()'::regprocedure);
    after text := replace(before, $from$not in ('steward_gate_public', 'steward_gate_admin')$from$, $to$is null$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
