-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lack of a right to write a table directly
-- test: tests/sql/market/privileges_test.sql
grant insert on market.booking to steward_support;
