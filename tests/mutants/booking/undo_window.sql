-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the time in which outbox rows wait for an undo
-- test: tests/sql/booking/cancel_test.sql
create or replace function guard.outbox_after() returns interval language sql stable as 'select null::interval';
