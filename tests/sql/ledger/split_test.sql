-- SPDX-License-Identifier: GPL-3.0-or-later
-- Dividing money: by the largest remainder, exactly, the same every time.
begin;
select no_plan();

select is(guard.split_amount(amount, weights), parts, format('%s by %s', amount, weights))
from (values
    (100::bigint, array[1, 1, 1]::bigint[], array[34, 33, 33]::bigint[]),
    (101, array[1, 1, 1], array[34, 34, 33]),
    (1, array[1, 1], array[1, 0]),
    (0, array[3, 4], array[0, 0]),
    (10, array[0, 1], array[0, 10]),
    (7, array[5000, 5000], array[4, 3]),
    (1000000000000000, array[1, 2], array[333333333333333, 666666666666667])) sample(amount, weights, parts);

select is((share.provider, share.commission, share.tax), (sample.provider, sample.commission, sample.tax), format('a provider''s %s at %s and %s', amount, commission_bp, tax_bp))
from (values
    (4960::bigint, 1500, 1900, 4216::bigint, 625::bigint, 119::bigint),
    (12400, 1500, 1900, 10540, 1563, 297),
    (1, 1500, 1900, 1, 0, 0),
    (0, 1500, 1900, 0, 0, 0),
    (5000, 0, 1900, 5000, 0, 0),
    (5000, 10000, 0, 0, 5000, 0)) sample(amount, commission_bp, tax_bp, provider, commission, tax)
cross join lateral guard.split_provider_share(amount, commission_bp, tax_bp) share;

select throws_ok(statement, 'MP003', null, what)
from (values
    ('select guard.split_amount(-1, array[1, 1]::bigint[])', 'less than nothing cannot be divided'),
    ('select guard.split_amount(1, array[0, 0]::bigint[])', 'nor by weights of nothing'),
    ('select guard.split_amount(1, array[2, -1]::bigint[])', 'nor by negative ones'),
    ('select guard.split_amount(1, array[]::bigint[])', 'nor among nobody')) sample(statement, what);

-- Properties over many random amounts, up to the largest and with weights of nothing among them.
select setseed(0.17) as seed_017;
create temporary table drawn as
select case when n % 3 = 0 then floor(random() * 1000) when n % 3 = 1 then floor(random() * 1e7) else floor(random() * 1e15) end::bigint as amount,
    array[floor(random() * 4) * floor(random() * 10000), 1 + floor(random() * 10000), floor(random() * 3) * floor(random() * 100000000)]::bigint[] as weights,
    floor(random() * 10001)::integer as commission_bp, floor(random() * 10001)::integer as tax_bp
from generate_series(1, 4000) n;
create temporary table divided as
select drawn.*, guard.split_amount(amount, weights) as parts, share.provider, share.commission, share.tax
from drawn
cross join lateral guard.split_provider_share(amount, commission_bp, tax_bp) share;
select is(count(*) filter (where (select sum(part) from unnest(parts) part) <> amount), 0::bigint, format('%s splits sum exactly', count(*))) from divided;
select is(count(*) filter (where exists (select from unnest(parts) part where part < 0)), 0::bigint, 'no part is negative') from divided;
select is(count(*) filter (where exists (
        select from unnest(parts, weights) piece(part, weight)
        where abs(part - amount * weight::numeric / (select sum(w) from unnest(weights) w)) >= 1)), 0::bigint, 'no part is a whole unit away from its exact share') from divided;
select is(count(*) filter (where exists (select from unnest(parts, weights) piece(part, weight) where weight = 0 and part > 0)), 0::bigint, 'who has no weight gets nothing') from divided;
select is(count(*) filter (where provider + commission + tax <> amount), 0::bigint, 'a provider''s share is what they, the platform and the tax get') from divided;
select is(count(*) filter (where parts <> guard.split_amount(amount, weights)), 0::bigint, 'the same every time') from divided;

select * from finish();
rollback;
