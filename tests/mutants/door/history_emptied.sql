-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the door never emptying history
-- test: tests/sql/door/reach_test.sql
grant truncate on market.audit_entry to steward_door;
