-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that bookings live by the clocks of their own terms
-- test: tests/sql/market/terms_test.sql
update market.transition set due = 'entered + P3D' where entity = 'booking' and process_version = 2 and action = 'settle';
