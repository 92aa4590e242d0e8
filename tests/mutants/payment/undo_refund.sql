-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the withdrawal of a refund when its cancellation is taken back
-- test: tests/sql/booking/walk_test.py
create or replace function guard.undo_gateway(undone uuid) returns void language sql as 'select null::void';
