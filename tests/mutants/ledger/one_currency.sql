-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the tie of a line to the currency of its account
-- test: tests/sql/ledger/ledger_test.sql
alter table market.ledger_entry drop constraint ledger_entry_account_id_currency_market_id_fkey;
