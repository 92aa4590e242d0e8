-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the rule that escrow never holds less than nothing
-- test: tests/sql/ledger/ledger_test.sql
update market.ledger_account_kind set may_overdraw = true where kind = 'escrow';
