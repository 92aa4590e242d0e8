-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the door's lack of the right to rewrite the ledger
-- test: tests/sql/market/privileges_test.sql
grant update on market.ledger_entry to steward_door;
