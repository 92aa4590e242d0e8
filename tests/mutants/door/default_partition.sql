-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: months that are missing being an error
-- test: tests/sql/door/ground_test.sql
create table market.event_rest partition of market.event default;
