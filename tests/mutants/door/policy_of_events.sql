-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: events being limited to an operators markets
-- test: tests/sql/door/reach_test.sql
create policy everything on market.event for select to steward_support using (true);
