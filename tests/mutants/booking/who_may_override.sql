-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: finance's lack of the right to override
-- test: tests/sql/booking/matrix_test.py
grant execute on function op.override_cancel(bigint, market.amount, market.amount) to steward_finance;
