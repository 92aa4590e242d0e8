-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the second person for what a whole market lives by
-- test: tests/sql/market/terms_test.sql
update market.operation set second_person = false where name = 'schedule_terms';
