-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that terms stand in their last minute before they begin
-- test: tests/sql/market/terms_test.sql
update market.transition set closes = null where entity = 'terms' and action = 'withdraw';
