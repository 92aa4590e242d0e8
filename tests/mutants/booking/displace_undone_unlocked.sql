-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who takes a displacement back waits for nobody at work on the provider
-- test: tests/sql/booking/displace_race_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_still_free(uuid)'::regprocedure),
    $from$for no key update skip locked$from$,
    $to$for no key update$to$);
end
$mutant$;
