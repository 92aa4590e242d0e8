-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: what people are told from what a key stands for
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$ || jsonb_path_query_array(given, '$.messages')$from$,
    $to$$to$);
end
$mutant$;
