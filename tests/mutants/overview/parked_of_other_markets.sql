-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the view of parked steps asking as the reader, behind the reader's policies
-- test: tests/sql/overview/figures_test.sql
alter view api.overview_parked set (security_invoker = false);
