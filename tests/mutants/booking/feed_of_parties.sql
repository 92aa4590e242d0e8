-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that customers and providers hear of their own bookings only
-- test: tests/sql/market/visibility_test.sql
alter policy parties on market.feed using (true);
