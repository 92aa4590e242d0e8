-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: groups writing no table
-- test: tests/sql/door/reach_test.sql
grant insert on market.timer to steward_support;
