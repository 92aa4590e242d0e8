-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- displaces: payment/sql/guards.sql, booking/sql/guards.sql, booking/sql/price.sql, booking/sql/operations/book.sql
-- Functions that are asked for credit, too, or say what of a refund is credit: create or replace would leave the former ones beside.

drop function if exists guard.refund_payment(bigint, bigint);
drop function if exists guard.request_payment(bigint);
drop function if exists op.book(bigint, market.moment, market.short_text);
