-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a helper being nobody's but the door's
-- test: tests/sql/market/functions_test.sql
grant execute on function guard.post(bigint, text, text, text[], bigint[]) to steward_finance;
