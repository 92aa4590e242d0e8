-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: keeping the reason that was given
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.in_name_of(text, jsonb)'::regprocedure),
    $from$jsonb_build_object('reason_code', proposed.reason_code,$from$,
    $to$jsonb_build_object('reason_code', null,$to$);
end
$mutant$;
