-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the mask over contacts in the search
-- test: tests/sql/booking/reads_test.sql
create or replace function guard.reads_contact() returns boolean language sql stable as 'select true';
