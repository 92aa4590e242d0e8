-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the return of the provider's time when a cancellation is taken back
-- test: tests/sql/booking/cancel_test.sql
create or replace function guard.undo_slots(undone uuid) returns void language sql as 'select null::void';
