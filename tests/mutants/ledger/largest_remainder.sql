-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the units that are left over when an amount is divided
-- test: tests/sql/ledger/split_test.sql
create or replace function guard.split_amount(amount bigint, weights bigint[]) returns bigint[] language sql immutable strict as 'select array_agg(div(amount * weight::numeric, (select sum(w) from unnest(weights) w))::bigint order by place) from unnest(weights) with ordinality parts(weight, place)';
