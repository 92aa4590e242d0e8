-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the check digits of an account number
-- test: tests/sql/people/payout_account_test.sql
create or replace function guard.is_account_number(number text) returns boolean language sql as 'select true';
