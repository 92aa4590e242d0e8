-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that no operation changes the clocks of a booking
-- test: tests/sql/market/terms_test.sql
grant update (settle_after) on market.booking to steward_door;
