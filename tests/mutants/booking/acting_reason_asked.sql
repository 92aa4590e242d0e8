-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that how it was asked for must be said
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$check_reason(called.name, called.needs_reason or behalf is not null,$from$,
    $to$check_reason(called.name, called.needs_reason,$to$);
end
$mutant$;
