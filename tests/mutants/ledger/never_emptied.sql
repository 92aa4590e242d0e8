-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the trigger that keeps everybody from emptying the ledger
-- test: tests/sql/ledger/immutable_test.sql
drop trigger ledger_entry_never on market.ledger_entry; create trigger ledger_entry_never before update or delete on market.ledger_entry for each statement execute function guard.never();
