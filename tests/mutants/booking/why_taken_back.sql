-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a posting which takes back another counts with it
-- test: tests/sql/booking/why_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.why_amount(market.booking, text)'::regprocedure),
    $from$coalesce(former.kind, posting.kind) = 'capture'$from$,
    $to$line.amount > 0$to$);
end
$mutant$;
