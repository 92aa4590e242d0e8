-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: nobody taking advisory locks
-- test: tests/sql/door/ground_test.sql
grant execute on function pg_catalog.pg_advisory_lock(bigint) to public;
