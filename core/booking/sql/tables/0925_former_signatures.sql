-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: booking/sql/candidates.sql
-- Candidates have a distance: create or replace can not give a function other columns.

drop function if exists api.booking_candidates(bigint);
drop function if exists guard.candidates(bigint, integer);
