-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: operations being run through the door only
-- test: tests/sql/door/ground_test.sql
grant usage on schema op to steward_support;
