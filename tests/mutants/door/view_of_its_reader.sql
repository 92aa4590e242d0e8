-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: views showing what their reader may see
-- test: tests/sql/door/reach_test.sql
alter view api.event set (security_invoker = false);
