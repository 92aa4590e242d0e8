-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the door only appending to history
-- test: tests/sql/door/reach_test.sql
grant update on market.event to steward_door;
