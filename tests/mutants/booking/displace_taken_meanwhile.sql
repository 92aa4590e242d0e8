-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a time which somebody else has by now is not taken back
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_still_free(uuid)'::regprocedure),
    $from$where way.released_by = check_still_free.undone
            and way.displaced)$from$,
    $to$where false)$to$);
end
$mutant$;
