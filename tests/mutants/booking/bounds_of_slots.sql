-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a slot having a beginning, which is its own, and an end, which is the next one's
-- test: tests/sql/booking/ranges_test.sql
alter table market.booking_slot drop constraint booking_slot_during;
