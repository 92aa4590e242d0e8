-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who is no longer active is not written to
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$when not person.active then 'inactive'$from$,
    $to$$to$);
end
$mutant$;
