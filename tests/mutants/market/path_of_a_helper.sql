-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the pinned path of a helper
-- test: tests/sql/market/functions_test.sql
alter function guard.my_markets() set search_path = pg_temp, pg_catalog;
