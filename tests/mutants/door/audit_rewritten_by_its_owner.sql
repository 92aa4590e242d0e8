-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the audit never being rewritten, not even by its owner
-- test: tests/sql/ledger/immutable_test.sql
drop trigger steward_never_rewritten on market.audit_entry;
