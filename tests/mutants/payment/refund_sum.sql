-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the trigger that ties refunds to their payment
-- test: tests/sql/payment/refund_test.sql
alter table market.refund disable trigger refund_within_capture;
