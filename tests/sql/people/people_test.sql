-- SPDX-License-Identifier: GPL-3.0-or-later
-- Customers and providers register, providers are approved, and who may know how somebody is reached.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();

create temporary table who as
select fixture.new_customer(1, 'de', 'Chloë Lindner') as chloe, fixture.new_customer(3, 'ja', '田中 美咲') as misaki,
    fixture.new_provider(101) as nordlicht, fixture.new_provider(301) as tokyo;
grant select on who to public;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- Registering.
create function pg_temp.registers(arguments jsonb) returns text language sql as $$
    select fixture.refusal(format('select fixture.anonymous(%L, %L)', 'register_customer', '{"market": 1, "name": "A B", "email": "a@example.org"}'::jsonb || arguments))
$$;
select is(pg_temp.registers('{}'), null, 'a customer registers');
select is(pg_temp.registers('{}'), 'MP032', 'but not twice with one address');
select is(pg_temp.registers('{"email": "A@EXAMPLE.org"}'), 'MP032', 'in whatever case');
select is(pg_temp.registers(arguments), state, what)
from (values
    ('{"email": "nobody"}'::jsonb, 'MP003', 'an address needs its form'),
    ('{"email": "b@example.org", "market": 99}', 'MP003', 'there is no market 99'),
    ('{"email": "b@example.org", "locale": "xx"}', 'MP003', 'nor a language xx'),
    ('{"email": "b@example.org", "name": ""}', 'MP003', 'a name is not empty'),
    ('{"email": "b@example.org", "name": " x "}', 'MP003', 'nor blank around'),
    ('{"email": "b@example.org", "name": "\u202eevil"}', 'MP003', 'nor turned round'),
    ('{"email": "b@example.org", "name": "\u200b"}', 'MP003', 'nor of what nobody sees'),
    ('{"email": "b@example.org", "name": "\u3164"}', 'MP003', 'nor of a filler'),
    ('{"email": "b@example.org", "name": "\u061cAli"}', 'MP003', 'nor with a mark of direction'),
    ('{"email": "b@example.org", "name": "\u00ad"}', 'MP003', 'nor of a hyphen that is not shown'),
    ('{"email": "b\u0001@example.org"}', 'MP003', 'an address has no hidden characters'),
    ('{"email": "b@example.org", "phone": "030 123"}', 'MP003', 'a telephone number has its country'),
    ('{"email": "b@example.org", "market": "x"}', 'MP002', 'a market is a number'),
    ('{"email": "b@example.org", "age": 7}', 'MP002', 'unknown arguments are refused')) sample(arguments, state, what);
select is(fixture.refusal($$select fixture.anonymous('register_provider', '{"city": 1, "name": "A", "person_name": "B", "email": "q@example.org"}')$$), 'MP003', 'there is no city 1');
select is((select string_agg(k, ' ' order by k) from market.audit_entry a cross join jsonb_object_keys(a.arguments) k where a.operation = 'register_customer' and a.arguments ? 'email'), null, 'the audit holds no address');
select is((select count(*) from market.event where image::text ~ 'example.org|Chloë|Nordlicht'), 0::bigint, 'no event holds a name or an address');

commit;
begin;
-- Approving.
create temporary table fresh as
select (fixture.anonymous('register_provider', '{"city": 101, "name": "Neu GmbH", "person_name": "N", "email": "neu@example.org"}') -> 'result') as made;
grant select on fresh to public;
select is(fixture.refusal(format('select fixture.provider(%s, %L, %L)', made ->> 'person', 'publish_listing', jsonb_build_object('provider', made -> 'provider',
    'category', 1, 'city', 101, 'title', 'T', 'duration', 'PT1H', 'price', 100, 'policy', 1))), 'MP032', 'who is not approved publishes nothing') from fresh;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', login, 'approve_provider', jsonb_build_object('provider', made -> 'provider'))), state, format('%s: %s', login, coalesce(state, 'approves')))
from fresh cross join (values ('support', 'MP012'), ('finance', 'MP012'), ('auditor', 'MP012'), ('administrator', 'MP012'), ('operations_one_market', null), ('operations', 'MP031')) o(login, state);
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'operations_one_market', 'approve_provider', jsonb_build_object('provider', fixture.provider_id(tokyo)))), 'MP021', 'a provider of another market is out of reach') from who;

select is(fixture.refusal(format('select fixture.operator_reads(%L, %L)', 'support', 'select * from market.person_contact')), '42501', 'tables are read through views only');

select throws_ok($$insert into market.person_contact (person_id, market_id, email) select misaki + 1000000, 3, 'A@example.org' from who$$, '23505', null, 'and the index has the last word on addresses');
select * from finish();
rollback;
