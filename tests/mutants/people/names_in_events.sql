-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the hiding of names from events
-- test: tests/sql/people/people_test.sql
select guard.attach('market.provider', 'provider', hidden => '{}');
