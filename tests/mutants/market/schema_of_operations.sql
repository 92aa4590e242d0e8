-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: operations not even being named by others
-- test: tests/sql/market/functions_test.sql
grant usage on schema op to steward_support;
