-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that terms are taken back before their moment only
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_terms(uuid)'::regprocedure),
    $from$<= guard.clock() + guard.terms_notice()$from$,
    $to$<= '-infinity'$to$);
end
$mutant$;
