-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a seat that moves comes into the session of its new time
-- test: tests/sql/booking/session_test.sql
drop trigger follows_session on market.booking;
