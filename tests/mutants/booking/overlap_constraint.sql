-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the exclusion constraint that has the last word on double bookings
-- test: tests/sql/booking/slots_test.sql
alter table market.booking_slot drop constraint booking_slot_no_overlap;
