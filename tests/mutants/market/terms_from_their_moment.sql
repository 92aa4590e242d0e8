-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that terms hold from their very moment on
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.terms_at(integer, timestamptz)'::regprocedure),
    $from$known.active_from <= terms_at.moment$from$,
    $to$known.active_from < terms_at.moment$to$);
end
$mutant$;
