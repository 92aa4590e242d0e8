-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the event waiting for its position in the feed
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.after_change()'::regprocedure),
    $from$insert into market.event_pending (event_id, at, entity, entity_id, market_id)
  values (event_number, running.at, tg_argv[0], new.id, new.market_id);$from$,
    $to$$to$);
end
$mutant$;
