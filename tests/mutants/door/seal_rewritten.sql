-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody rewrites a seal
-- test: tests/sql/door/seal_test.sql
drop trigger steward_never_rewritten on market.audit_seal;
