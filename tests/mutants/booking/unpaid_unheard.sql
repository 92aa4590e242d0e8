-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a provider hearing of a booking only when its payment is authorised
-- test: tests/sql/booking/reads_test.sql
alter policy provider_self on market.booking using (provider_id = (select guard.my_provider()));
