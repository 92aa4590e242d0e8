-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: who is asking being asked at each execution, and not when the plan is made
-- test: tests/sql/door/connections_test.py
alter function guard.my_person() immutable;
