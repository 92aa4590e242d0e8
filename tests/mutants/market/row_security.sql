-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: row-level security on a reference table
-- test: tests/sql/market/privileges_test.sql
alter table market.currency disable row level security;
