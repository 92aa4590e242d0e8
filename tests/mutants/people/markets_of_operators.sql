-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of contacts to an operator's markets
-- test: tests/sql/market/privileges_test.sql
alter policy contact_readers on market.person_contact using (true);
