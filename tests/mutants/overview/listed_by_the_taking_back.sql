-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving the taking back itself out of lists by a step
-- test: tests/sql/overview/lists_test.py
do $mutant$
begin
  execute 'create or replace view api.booking_step_list with (security_invoker = true) as ' || regexp_replace(pg_get_viewdef('api.booking_step_list'::regclass), 'step\.undoes IS NULL', 'true', 'i');
end
$mutant$;
