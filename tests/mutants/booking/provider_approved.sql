-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of a provider who is not approved
-- test: tests/sql/booking/slots_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$if wanted.provider_state <> 'approved' then$from$,
    $to$if false then$to$);
end
$mutant$;
