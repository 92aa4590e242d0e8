-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: timers being limited to an operators markets
-- test: tests/sql/door/reach_test.sql
alter table market.timer disable row level security;
