-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the bound on bookings that wait to be paid
-- test: tests/sql/booking/slots_test.sql
do $$ begin execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure), '>= 5', '>= 500'); end $$;
