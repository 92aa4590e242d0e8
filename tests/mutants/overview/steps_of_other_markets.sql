-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the list by a step asking as the reader, behind the reader's policies
-- test: tests/sql/overview/lists_test.py
alter view api.booking_step_list set (security_invoker = false);
