-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the trigger that keeps accounts as they are
-- test: tests/sql/ledger/immutable_test.sql
alter table market.ledger_account disable trigger ledger_account_never;
