-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: names being made of what people see
-- test: tests/sql/people/people_test.sql
alter domain market.short_text drop constraint short_text_is_seen;
