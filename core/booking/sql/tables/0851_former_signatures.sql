-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: payment/sql/guards.sql, booking/sql/guards.sql, booking/sql/operations/override_reassign.sql
-- Functions that are asked for more than before, or not any more: create or replace would leave the former ones beside.

drop function if exists guard.ask_gateway(bigint, text, bigint, bigint);
drop function if exists guard.no_show_refund(bigint);
drop function if exists guard.customer_refund(bigint, timestamptz);
drop function if exists op.override_reassign(bigint, bigint);
