-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: nobody making temporary objects
-- test: tests/sql/door/ground_test.sql
do $mutant$
begin
  execute format('grant temporary on database %I to public', current_database());
end
$mutant$;
