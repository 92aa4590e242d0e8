-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: listing/sql/operations/publish_listing.sql, booking/sql/candidates.sql
-- Functions that know of groups: create or replace would leave the former one beside, or can not give it other columns.

drop function if exists op.publish_listing(bigint, integer, integer, market.short_text, market.service_duration, market.amount, integer, boolean);
drop function if exists api.booking_slots(bigint, date);
