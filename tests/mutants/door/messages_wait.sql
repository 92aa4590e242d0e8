-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that words wait with their proposal
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.in_name_of(text, jsonb)'::regprocedure),
    $from$proposed.messages is not null$from$,
    $to$false$to$);
end
$mutant$;
