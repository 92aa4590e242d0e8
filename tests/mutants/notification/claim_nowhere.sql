-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who has no address is not written to
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$when contact.email is null then 'no_address'$from$,
    $to$when false then 'no_address'$to$);
end
$mutant$;
