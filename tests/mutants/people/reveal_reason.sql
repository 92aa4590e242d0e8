-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the reason for looking
-- test: tests/sql/people/reveal_test.sql
update market.operation set needs_reason = false where name = 'reveal_contact';
