-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: events never being rewritten, not even by their owner
-- test: tests/sql/ledger/immutable_test.sql
drop trigger steward_never_rewritten on market.event;
