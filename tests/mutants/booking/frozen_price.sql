-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a price changes by an override of it only
-- test: tests/sql/booking/lifecycle_test.sql
drop trigger price_frozen on market.booking;
