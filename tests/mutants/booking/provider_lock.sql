-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lock on the provider under which slots are given away
-- test: tests/sql/booking/race_test.py
update market.operation set locks = '{}' where name = 'book';
