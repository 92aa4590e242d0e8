-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the withdrawal of messages when their cause is taken back
-- test: tests/sql/booking/cancel_test.sql
create or replace function guard.undo_messages(undone uuid) returns void language sql as 'select null::void';
