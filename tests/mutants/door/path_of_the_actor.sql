-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the pinned path of guard.actor
-- test: tests/sql/door/planted_test.sql
alter function guard.actor() set search_path = '';
