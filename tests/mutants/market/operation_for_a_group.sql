-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: an operation being its roles' only
-- test: tests/sql/market/functions_test.sql
grant execute on function op.expire(bigint) to steward_support;
