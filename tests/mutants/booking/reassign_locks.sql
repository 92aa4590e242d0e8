-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lock on the provider who gets a booking
-- test: tests/sql/booking/reassign_race_test.py
update market.operation set locks = '{provider}' where name = 'override_reassign';
