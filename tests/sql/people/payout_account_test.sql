-- SPDX-License-Identifier: GPL-3.0-or-later
-- Providers say where they are paid to; finance tells accounts apart by their last four, and sees one whole with a ticket.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('finance_jp'), 'name', 'Kei Mori', 'groups', '["steward_finance"]'::jsonb, 'all_markets', false, 'markets', '[3]'::jsonb));
create temporary table who as
select nordlicht, havel, fixture.new_booking(chloe, fixture.new_listing(nordlicht), fixture.ahead(72), 'confirmed') as bk
from (select fixture.new_customer() as chloe, fixture.new_provider() as nordlicht, fixture.new_provider(name => 'Havel') as havel) people;
grant select on who to public;
create function pg_temp.gives(provider bigint, number text, more jsonb default '{}') returns text language sql as $$
    select fixture.refusal(format('select fixture.provider(%s, %L, %L)', $1, 'set_payout_account',
        jsonb_build_object('provider', fixture.provider_id($1), 'holder', 'Nordlicht GmbH', 'number', $2) || $3))
$$;
create function pg_temp.account(login text, bk bigint) returns text language sql as $$
    select concat_ws(' ', row ->> 'provider_account', row ->> 'provider_account_number')
    from (select fixture.operator_reads($1, format('select provider_account, provider_account_number from api.booking where id = %s', $2)) -> 0 as row) seen
$$;
commit; -- the door refuses a transaction of more than five seconds
begin;
-- What is an account.
select is(pg_temp.gives(nordlicht, number), state, what)
from who, (values
    ('DE89370400440532013000', null, 'an IBAN whose check digits fit'),
    ('DE89370400440532013001', 'MP003', 'not one with another last digit'),
    ('DE89370400440532031000', 'MP003', 'nor with two digits in each other''s place'),
    ('GB29NWBK60161331926819', null, 'letters count'),
    ('1234567', null, 'where there are no IBANs, a number is a number'),
    ('DE89 3704 0044 0532 0130 00', 'MP003', 'without blanks'),
    ('de89370400440532013000', 'MP003', 'in capitals'),
    ('123', 'MP003', 'not four characters'),
    ('987654', 'MP003', 'of which the last four were most of it'),
    ('12345678901234567890123456789012345', 'MP003', 'and 34 at most'),
    ('', 'MP003', 'not nothing')) sample(number, state, what);
select is(pg_temp.gives(nordlicht, 'DE89370400440532013000', jsonb_build_object('provider', fixture.provider_id(havel))), 'MP021', 'nobody gives another provider''s account') from who;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', login, 'set_payout_account',
        jsonb_build_object('provider', fixture.provider_id(nordlicht), 'holder', 'X', 'number', 'DE89370400440532013000'), '{"reason_code": "by_telephone"}'::jsonb || more)), state, format('%s does not do it for them', login))
from who, (values ('operations', '{}'::jsonb, 'MP012'), ('finance', '{}', 'MP012'), ('support', '{}', 'MP012')) attempt(login, more, state);
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', 'support', 'set_payout_account',
        jsonb_build_object('provider', fixture.provider_id(nordlicht), 'holder', 'X', 'number', 'DE89370400440532013000'), jsonb_build_object('reason_code', 'by_telephone', 'on_behalf_of', 'provider:' || nordlicht))), 'MP012', 'nor on the telephone') from who;

-- One account at a time.
select is(pg_temp.gives(nordlicht, 'DE02120300000000202051'), null, 'another account') from who;
select is((select array_agg(last4 order by id) filter (where replaced_at is null) from market.payout_account where provider_id = fixture.provider_id(nordlicht)), array['2051'], 'only the last one is paid to') from who;
select is((select count(*) from market.payout_account where provider_id = fixture.provider_id(nordlicht)), 4::bigint, 'the others are kept') from who;
commit;
begin;

-- Who sees what of it.
select is(pg_temp.account('finance', bk), '2051', 'finance sees the last four') from who;
select is(pg_temp.account(login, bk), '', format('%s does not', login)) from who, unnest(array['support', 'operations', 'auditor', 'administrator', 'finance_jp']) login;
select is(fixture.operator_reads('finance_jp', 'select last4 from api.payout_account'), '[]', 'nor does finance of another market');
select is(fixture.read('steward_gate_public', 'steward_provider', nordlicht::text, 'select number from api.payout_account') -> 0 ->> 'number', 'DE02120300000000202051', 'providers see their own, whole') from who;
select is(fixture.read('steward_gate_public', 'steward_provider', havel::text, 'select last4 from api.payout_account'), '[]', 'and no other''s') from who;
select is(fixture.operator_reads('finance', 'select last4, number from api.payout_account where last4 = ''2051''') -> 0, '{"last4": "2051", "number": null}'::jsonb, 'nor does finance without a ticket');
select is((select count(*) from market.event e where e.image::text ~ '202051|Nordlicht'), 0::bigint, 'no event holds it');
select is((select count(*) from market.audit_entry a where a.arguments::text ~ '202051|Nordlicht'), 0::bigint, 'nor does the audit');
select fixture.operator('finance', 'reveal_contact', jsonb_build_object('person', nordlicht), '{"reason_code": "payment_question"}') is not null as revealed from who;
select fixture.operator('auditor', 'reveal_contact', jsonb_build_object('person', nordlicht), '{"reason_code": "audit_sample"}') is not null as revealed from who;
commit;
begin;
select is(pg_temp.account('finance', bk), '2051 DE02120300000000202051', 'with a ticket finance sees it whole') from who;
select is(pg_temp.account('auditor', bk), '', 'the auditor sees how they are reached, and no account') from who;
select * from finish();
rollback;
