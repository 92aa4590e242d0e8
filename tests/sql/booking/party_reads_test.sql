-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking as its customer and its provider see it, and nobody else: what was agreed, what comes, what each may do.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer(1, 'de', 'Jan Weber') as jan, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Südlicht') as other;
alter table who add column listing bigint, add column id bigint, add column unpaid bigint, add column asked bigint;
update who set listing = fixture.new_listing(nordlicht, 10000);
update who set id = fixture.new_booking(chloe, listing, fixture.ahead(100));
commit; -- the door refuses a transaction of more than five seconds
begin;
update who set unpaid = fixture.new_booking(chloe, listing, fixture.ahead(200), 'pending_payment'), asked = fixture.new_booking(chloe, listing, fixture.ahead(300), 'requested');
create function pg_temp.sees(person bigint, booking bigint, what text default 'to_jsonb(my_booking)') returns jsonb language sql as $$
    select fixture.read('steward_gate_public', 'steward_' || kind, $1::text, format('select %s as it from api.my_booking where id = %s', $3, $2)) -> 0 -> 'it' from market.person where person.id = $1
$$;
select is(pg_temp.sees(chloe, id, 'jsonb_build_array(state, provider, price, captured, card_last4, provider_share, commission)'), '["confirmed", "Nordlicht", 10000, 10000, "4417", null, null]', 'a customer sees what they pay, and not what the provider gets') from who;
select is(pg_temp.sees(nordlicht, id, 'jsonb_build_array(state, customer, price, captured, card_last4)'), '["confirmed", "Chloë Lindner", 10000, null, null]', 'a provider sees whom they come to, and not how it is paid') from who;
select is(pg_temp.sees(nordlicht, id, 'to_jsonb(provider_share + commission + tax = price and provider_share > 0)'), 'true', 'but what of it is theirs') from who;
select is(pg_temp.sees(jan, id), null, 'another customer sees nothing') from who;
select is(pg_temp.sees(other, id), null, 'nor another provider') from who;
select isnt(pg_temp.sees(chloe, unpaid), null, 'what is not paid is seen by the customer') from who;
select is(pg_temp.sees(nordlicht, unpaid), null, 'and not yet by the provider') from who;
select is(fixture.refusal(format('select fixture.operator_reads(''operations'', ''select * from api.my_booking where id = %s'')', id)), '42501', 'operators have a view of their own') from who;

-- What they may do.
create function pg_temp.may(person bigint, booking bigint, operation text) returns text language sql as $$
    select case when (action ->> 'allowed')::boolean then 'yes' else action ->> 'why' end
    from jsonb_array_elements(pg_temp.sees($1, $2, 'actions')) action where action ->> 'operation' = $3
$$;
select is(pg_temp.may(chloe, id, 'cancel'), 'yes', 'a customer may cancel') from who;
select is(pg_temp.may(chloe, id, 'complete'), null, 'what is the provider''s to do is not named') from who;
select is(pg_temp.may(nordlicht, id, 'complete'), 'Possible while a booking is in progress; this one is confirmed.', 'what can not be done yet says when') from who;
select is(pg_temp.may(nordlicht, asked, 'cancel'), 'Possible while a booking is confirmed; this one is requested.', 'nor what only the other side may do from here') from who;
select is(pg_temp.may(chloe, id, 'accept_reschedule'), 'No other time is proposed.', 'nothing is proposed') from who;
select fixture.provider(nordlicht, 'propose_reschedule', jsonb_build_object('booking', id, 'starts_at', fixture.ahead(120))) from who;
select is(pg_temp.may(chloe, id, 'accept_reschedule'), 'yes', 'what the other side proposed can be accepted') from who;
select is(pg_temp.may(nordlicht, id, 'accept_reschedule'), 'The provider proposed it; the other side answers.', 'but not by who proposed it') from who;
select is_empty($$
    select person, action
    from who
    cross join lateral unnest(array[chloe, nordlicht]) person
    cross join lateral jsonb_array_elements(pg_temp.sees(person, id, 'actions')) action
    where (action ->> 'allowed')::boolean
        and action ->> 'operation' in ('cancel', 'accept_reschedule', 'refuse_reschedule')
        and fixture.refusal(format('select fixture.act(''steward_gate_public'', %L, %L, %L, %L, %L)', (select 'steward_' || kind from market.person p where p.id = person), person, action ->> 'operation',
            jsonb_build_object('booking', id), '{"preview": true}'::jsonb)) is not null$$, 'and what is called possible can be done');
select ok((pg_temp.sees(chloe, id, 'proposed_start') #>> '{}')::timestamptz = fixture.ahead(120), 'and they see what is proposed') from who;

-- What comes by itself, and what they were told.
select ok(jsonb_array_length(pg_temp.sees(chloe, id, 'next_steps')) > 0, 'they see what happens by itself') from who;
select is(fixture.refusal(format('select fixture.read(''steward_gate_public'', ''steward_customer'', ''%s'', ''select failure from market.timer'')', chloe)), '42501',
    'but nothing of how it fails') from who;
select ok((pg_temp.sees(chloe, id, 'messages') -> 0 ->> 'subject') <> '', 'and what they were told') from who;
select is_empty($$select told from who, jsonb_array_elements(pg_temp.sees(nordlicht, id, 'messages')) told where told ->> 'body' in (select body from market.message where recipient = chloe)$$, 'each what concerns them');
select is((select count(*)::integer from who, jsonb_array_elements(pg_temp.sees(chloe, id, 'messages')) told), (select count(*)::integer from who join market.message m on m.recipient = chloe and m.booking_id = who.id where m.due <= guard.clock() and m.state not in ('withdrawn', 'silent')), 'as soon as it can not be taken back');

-- Who they are, and their credit.
create function pg_temp.asks(person bigint, question text) returns jsonb language sql as $$
    select fixture.read('steward_gate_public', 'steward_' || kind, $1::text, $2) from market.person where person.id = $1
$$;
select is(pg_temp.asks(chloe, 'select name, provider_id, market from api.me'), '[{"name": "Chloë Lindner", "provider_id": null, "market": "Germany"}]', 'a customer is told who they are') from who;
select is(pg_temp.asks(nordlicht, 'select provider, provider_state, provider_id from api.me'), jsonb_build_array(jsonb_build_object('provider', 'Nordlicht', 'provider_state', 'approved', 'provider_id', fixture.provider_id(nordlicht))), 'and a provider') from who;
select is(pg_temp.asks(chloe, 'select * from api.my_credit()'), '[]', 'who has no credit has none') from who;
select fixture.operator('support', 'goodwill_credit', jsonb_build_object('booking', id, 'amount', 700), '{"reason_code": "other", "note": "because of a test"}') from who;
select is(pg_temp.asks(chloe, 'select * from api.my_credit()'), '[{"amount": 700, "currency": "EUR"}]', 'and is told of it once there is some') from who;
select is(pg_temp.asks(jan, 'select * from api.my_credit()'), '[]', 'nobody else') from who;
select * from finish();
rollback;
