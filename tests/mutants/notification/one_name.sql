-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a message keeps its name
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$coalesce(claiming.message_id, format('<%s@%s>', gen_random_uuid(), lower(claim_messages.host)))$from$,
    $to$format('<%s@%s>', gen_random_uuid(), lower(claim_messages.host))$to$);
end
$mutant$;
