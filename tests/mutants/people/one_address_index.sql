-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the index that has the last word on addresses
-- test: tests/sql/people/people_test.sql
drop index market.person_contact_email;
