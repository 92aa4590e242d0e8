-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the trigger that keeps postings as they are
-- test: tests/sql/ledger/immutable_test.sql
alter table market.ledger_transaction disable trigger ledger_transaction_never;
