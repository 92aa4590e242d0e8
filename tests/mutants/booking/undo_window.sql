-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the time in which outbox rows wait for an undo
-- test: tests/sql/booking/cancel_test.sql
create or replace function guard.outbox_due() returns timestamptz language sql stable as $$select (nullif(current_setting('steward.call', true), '')::guard.call).at$$;
