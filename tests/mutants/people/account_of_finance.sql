-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: accounts being masked to all but finance
-- test: tests/sql/people/payout_account_test.sql
alter policy finance on market.payout_account to steward_finance, steward_support;
