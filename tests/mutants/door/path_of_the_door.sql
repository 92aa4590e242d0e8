-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the pinned path of api.invoke
-- test: tests/sql/door/planted_test.sql
alter function api.invoke(text, jsonb, jsonb) set search_path = '';
