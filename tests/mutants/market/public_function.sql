-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the revoke from PUBLIC on a helper
-- test: tests/sql/market/privileges_test.sql
grant execute on function guard.post(bigint, text, text, text[], bigint[]) to public;
