-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the end of a proposal with the wait for its booking
-- test: tests/sql/booking/reschedule_test.sql
drop trigger proposal_ends on market.booking;
