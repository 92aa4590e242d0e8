-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the provider's own zone
-- test: tests/sql/listing/hours_test.sql
update market.city set zone = 'Europe/Madrid' where id = 603;
