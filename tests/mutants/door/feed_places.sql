-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a place which there is not begins at the end
-- test: tests/sql/door/feed_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.feed_after(bigint)'::regprocedure), $from$feed_after.after between 0 and head$from$, $to$feed_after.after is not null$to$);
end
$mutant$;
