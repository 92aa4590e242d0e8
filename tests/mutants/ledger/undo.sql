-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the reversal of the ledger when an action is taken back
-- test: tests/sql/booking/cancel_test.sql
create or replace function guard.undo_ledger(undone uuid) returns void language sql as 'select null::void';
