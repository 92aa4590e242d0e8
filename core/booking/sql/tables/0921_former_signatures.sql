-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: booking/sql/absence.sql, booking/sql/operations/override_reschedule.sql
-- Functions that are asked for what becomes of other bookings: create or replace would leave the former ones beside.

drop function if exists guard.check_plan(jsonb);
drop function if exists op.override_reschedule(bigint, market.moment);
