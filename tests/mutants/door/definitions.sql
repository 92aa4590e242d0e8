-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: only migrations defining and dropping
-- test: tests/sql/door/rights_test.sql
alter event trigger steward_only_migrations_define disable;
