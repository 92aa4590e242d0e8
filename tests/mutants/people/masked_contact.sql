-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the mask over contacts
-- test: tests/sql/booking/reads_test.sql
alter policy contact_readers on market.person_contact to steward_support, steward_operations, steward_auditor;
