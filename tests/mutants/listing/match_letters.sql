-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that signs of patterns are letters, so that nobody finds everything
-- test: tests/sql/listing/search_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.listing_match(text, integer)'::regprocedure),
    $from$regexp_replace(given, '([\\%_])', '\\\1', 'g')$from$,
    $to$given$to$);
end
$mutant$;
