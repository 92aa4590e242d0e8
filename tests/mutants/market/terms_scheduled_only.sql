-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a draft holds for nobody
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.terms_at(integer, timestamptz)'::regprocedure),
    $from$        and known.state = 'scheduled'
        and known.active_from <= terms_at.moment
    order by known.active_from desc$from$,
    $to$    order by known.active_from desc nulls first, known.number desc$to$);
end
$mutant$;
