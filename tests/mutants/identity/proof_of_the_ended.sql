-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session that has ended sets no password
-- test: tests/sql/identity/proof_test.sql
do $mutant$
declare
    before text := pg_get_functiondef('guard.my_proof(uuid)'::regprocedure);
    after text := replace(before, $from$and s.ended_at is null$from$, $to$and true$to$);
begin
    if after = before then
        raise exception 'nothing was taken away';
    end if;
    execute after;
end
$mutant$;
