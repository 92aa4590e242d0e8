-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the second person for a limit itself
-- test: tests/sql/door/approval_test.sql
update market.operation set second_person = false where name = 'set_amount_limit';
