-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that words to people stand in no event of the proposal that they wait with
-- test: tests/sql/notification/edit_test.sql
select guard.attach('market.proposal', 'proposal', hidden => array['effects', 'arguments', 'note', 'decided_note']);
