-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking that is settled waits for no further charge
-- test: tests/sql/booking/reprice_test.sql
create or replace function guard.drop_charge(booking bigint) returns void language sql as '';
