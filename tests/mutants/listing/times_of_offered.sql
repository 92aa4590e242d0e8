-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that times are told of what is offered only
-- test: tests/sql/listing/search_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.listing_times(bigint, date)'::regprocedure),
    $from$            and offer.active$from$,
    $to$$to$);
end
$mutant$;
