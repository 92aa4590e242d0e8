-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the boundary of a tier
-- test: tests/sql/booking/cancel_test.sql
create or replace function guard.refund_percent(policy jsonb, ahead interval) returns integer language sql immutable as 'select coalesce(max((tier ->> ''percent'')::integer), 0) from jsonb_array_elements(policy -> ''tiers'') tier where ahead > (tier ->> ''before'')::interval';
