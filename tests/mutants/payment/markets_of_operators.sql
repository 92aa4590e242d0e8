-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of payments to an operator's markets
-- test: tests/sql/market/privileges_test.sql
alter policy operators on market.payment using (true);
