-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the index that lets a payment be captured once
-- test: tests/sql/payment/refund_test.sql
drop index market.gateway_intent_once;
