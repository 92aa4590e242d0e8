-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the second look at a slot when its payment comes late
-- test: tests/sql/booking/slots_test.sql
create or replace function guard.slot_is_free(provider bigint, during tstzrange, except_booking bigint default null) returns boolean language sql as 'select not exists (select from market.booking_slot taken where taken.provider_id = slot_is_free.provider and taken.during && slot_is_free.during and taken.blocking)';
