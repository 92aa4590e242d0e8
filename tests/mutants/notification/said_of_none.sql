-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: refusing what is said of a message that is not sent
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.effects_messages(uuid)'::regprocedure),
    $from$if wrong is not null then
            perform guard.refuse('MP032', format('This sends$from$,
    $to$if false then
            perform guard.refuse('MP032', format('This sends$to$);
end
$mutant$;
