-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: what tells two times of one provider apart
-- test: tests/sql/booking/ranges_test.sql
alter table market.booking_slot drop constraint booking_slot_no_overlap;
