-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the question whether the time is free, so that only the constraint is left
-- test: tests/sql/booking/race_test.py
create or replace function guard.slot_is_free(provider bigint, during tstzrange, except_booking bigint default null) returns boolean language sql as 'select true';
