-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the rule that a customer's credit is never less than nothing
-- test: tests/sql/payment/credit_test.sql
update market.ledger_account_kind set may_overdraw = true where kind = 'customer_credit';
