-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: functions belonging to somebody who cannot sign in
-- test: tests/sql/market/functions_test.sql
alter function guard.my_person() owner to steward_worker;
