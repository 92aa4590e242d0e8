-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the mask over where a booking takes place
-- test: tests/sql/booking/reads_test.sql
alter policy contact_readers on market.booking_place to steward_support, steward_operations, steward_finance;
