-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the missing right to change a price
-- test: tests/sql/booking/lifecycle_test.sql
grant update (price) on market.booking to steward_door;
