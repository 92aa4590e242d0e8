-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: nobody asking for transaction ids
-- test: tests/sql/door/ground_test.sql
grant execute on function pg_catalog.txid_current() to public;
