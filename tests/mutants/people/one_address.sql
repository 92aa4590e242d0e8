-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the question whether an address is taken
-- test: tests/sql/people/people_test.sql
create or replace function guard.register_person_checks(market integer, email text, locale text) returns void language sql as 'select null::void';
