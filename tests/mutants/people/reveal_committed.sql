-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: opening nothing that can still be taken back
-- test: tests/sql/people/reveal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.my_revealed()'::regprocedure),
    $from$and ticket.transaction_id is distinct from pg_current_xact_id_if_assigned()$from$,
    $to$$to$);
end
$mutant$;
