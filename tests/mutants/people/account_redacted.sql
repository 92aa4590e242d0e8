-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: account numbers being left out of the audit
-- test: tests/sql/people/payout_account_test.sql
update market.operation set redacted = '{}' where name = 'set_payout_account';
