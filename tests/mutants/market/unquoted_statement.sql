-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: quoting what goes into a statement that is put together
-- test: tests/sql/market/functions_test.sql
create function guard.sly(words text) returns void language plpgsql set search_path = pg_catalog, pg_temp as 'begin execute ''select '' || sly.words; end';
revoke all on function guard.sly(text) from public;
alter function guard.sly(text) owner to steward_door;
