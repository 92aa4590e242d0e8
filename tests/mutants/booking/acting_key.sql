-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the same call for another person is another call
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$ || jsonb_path_query_array(given, '$.on_behalf_of')$from$,
    $to$$to$);
end
$mutant$;
