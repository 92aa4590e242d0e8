-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a production installation having no simulations clock
-- test: tests/sql/door/ground_test.sql
alter table market.simulation_clock drop constraint simulation_clock_kind_fkey;
