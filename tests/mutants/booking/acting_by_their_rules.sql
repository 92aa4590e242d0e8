-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what an operator does for somebody goes by their rules
-- test: tests/sql/booking/acting_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.party_kind()'::regprocedure),
    $from$coalesce(running.for_kind, running.actor_kind)$from$,
    $to$running.actor_kind$to$);
end
$mutant$;
