-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the right to accept being only the provider's and operations'
-- test: tests/sql/booking/matrix_test.py
grant execute on function op.accept(bigint) to steward_support, steward_customer;
