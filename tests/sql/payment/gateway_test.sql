-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the gateway is told and what its answers do, without a gateway: requests in their order, one at a time and when they can no
-- longer be taken back; answers that come twice, late, otherwise than asked, or not at all.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create table fixture.cast as select fixture.new_customer() as customer, fixture.new_provider() as provider;
create table fixture.offer as select fixture.new_listing(provider) as listing, fixture.new_listing(provider, instant => true) as instant from fixture.cast;
create function fixture.booked(hours integer, state text default 'pending_payment') returns bigint language sql as $$
    select fixture.new_booking(customer, listing, fixture.ahead($1), $2) from fixture.cast, fixture.offer $$;
create function fixture.claim(booking bigint) returns text language sql as $$
    select coalesce(string_agg(claimed ->> 'kind', ', '), 'nothing')
    from jsonb_array_elements(fixture.read('steward_worker', null, null, format('select * from guard.claim_requests(20, %s)', $1))) claimed $$;
create function fixture.request(booking bigint, kind text) returns market.gateway_intent language sql as $$
    select intent from market.gateway_intent intent join market.payment paid on paid.id = intent.payment_id
    where paid.booking_id = $1 and intent.kind = $2 order by intent.id desc limit 1 $$;
create function fixture.answer(booking bigint, kind text, outcome text, details jsonb default '{}') returns text language sql as $$
    select fixture.read('steward_worker', null, null, format('select guard.record_answer(%s, %L, %L) as said', asked.id, $3,
        jsonb_build_object('amount', asked.amount, 'currency', asked.currency) || $4)) -> 0 ->> 'said'
    from fixture.request($1, $2) asked $$;
create function fixture.reserve(booking bigint) returns text language sql as $$
    select fixture.answer($1, 'authorise', 'done', jsonb_build_object('reference', 'gw_' || $1, 'expires', date_trunc('day', guard.clock()) + interval '7 days', 'card_brand', 'Visa', 'card_last4', '4417')) $$;
create function fixture.paid(booking bigint) returns text language sql as $$ select state from market.payment where booking_id = $1 $$;
create function fixture.told(key text, kind text, details jsonb default '{}') returns void language plpgsql as $$
declare
    number bigint := (select coalesce(max(position), 0) + 1 from market.gateway_event);
begin
    perform fixture.read('steward_worker', null, null, format('select guard.receive_events(%L)', jsonb_build_array(told.details || jsonb_build_object(
        'id', 'evt_' || number, 'position', number, 'kind', told.kind, 'key', told.key))));
    perform fixture.read('steward_worker', null, null, 'select guard.apply_events(100)');
end
$$;
create function fixture.last_event() returns text language sql as $$ select state from market.gateway_event order by position desc limit 1 $$;

-- One at a time, once.
create table fixture.first as select fixture.booked(50) as bk;
select is(fixture.claim(bk), 'authorise', 'a new booking''s payment is to be authorised') from fixture.first;
select is(fixture.claim(bk), 'nothing', 'whoever comes second finds it taken') from fixture.first;
select is((fixture.request(bk, 'authorise')).state, 'told', 'it is known to have been asked') from fixture.first;
update market.gateway_intent set leased_until = null;
select is(fixture.claim(bk), 'authorise', 'when the worker is gone, it is asked again') from fixture.first;
select is((fixture.request(bk, 'authorise')).state, 'unknown', 'as one that may have been done') from fixture.first;
select is((fixture.request(bk, 'authorise')).attempt, 1, 'under the same key') from fixture.first;
select is(fixture.reserve(bk), 'done', 'the gateway answers') from fixture.first;
select is(fixture.state(bk) || ' ' || fixture.paid(bk), 'requested authorised', 'the provider is asked') from fixture.first;
select is((select card_brand || card_last4 || gateway_reference from market.payment where booking_id = bk), 'Visa4417gw_' || bk, 'and the card is known') from fixture.first;
select is(fixture.reserve(bk), 'known', 'an answer that comes twice is known') from fixture.first;
select fixture.told(asked.key || '-1', 'authorise.succeeded', jsonb_build_object('amount', asked.amount, 'currency', asked.currency, 'reference', 'gw_' || bk)) from fixture.first, fixture.request(bk, 'authorise') asked;
select is(fixture.last_event(), 'known', 'and so is its event');
select is((select count(*) from market.event where entity = 'booking' and entity_id = bk and action = 'authorised'), 1::bigint, 'it happened once') from fixture.first;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- In order, and not before it stands.
select fixture.customer(customer, 'cancel', jsonb_build_object('booking', bk)) from fixture.first, fixture.cast;
select is(fixture.claim(bk), 'void', 'what was reserved is let go') from fixture.first;
create table fixture.second as select fixture.booked(52) as bk;
select is(fixture.claim(bk), 'authorise', 'the gateway is asked') from fixture.second;
select fixture.customer(customer, 'cancel', jsonb_build_object('booking', bk)) from fixture.second, fixture.cast;
select is(fixture.claim(bk), 'nothing', 'what follows waits for the answer') from fixture.second;
select is(fixture.reserve(bk), 'done', 'which comes after the booking was cancelled') from fixture.second;
select is(fixture.state(bk) || ' ' || fixture.paid(bk), 'cancelled voided', 'and changes nothing') from fixture.second;
select is(fixture.read('steward_worker', null, null, format('select kind, gateway_reference from guard.claim_requests(20, %s)', bk)), jsonb_build_array(jsonb_build_object('kind', 'void', 'gateway_reference', 'gw_' || bk)),
    'but is remembered, to be let go by the gateway''s own name') from fixture.second;
create table fixture.third as select fixture.booked(54) as bk;
select fixture.customer(customer, 'cancel', jsonb_build_object('booking', bk)) from fixture.third, fixture.cast;
select is(fixture.claim(bk), 'nothing', 'of what the gateway never heard of it hears nothing') from fixture.third;
create table fixture.fourth as select fixture.booked(56, 'confirmed') as bk;
select is(fixture.claim(bk), 'capture', 'accepted: the amount is captured') from fixture.fourth;
select is(fixture.answer(bk, 'capture', 'done'), 'done', 'done') from fixture.fourth;
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', bk, 'to_customer', 12400, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') from fixture.fourth;
select is(fixture.claim(bk), 'nothing', 'what an operator can take back is not told') from fixture.fourth;
update market.gateway_intent set due = guard.clock() where kind = 'refund';
select is(fixture.claim(bk), 'refund', 'afterwards it is') from fixture.fourth;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', 'operations', 'undo', jsonb_build_object('invocation', (fixture.request(bk, 'refund')).invocation_id), '{"note": "too late by now"}')), 'MP033', 'and can not be taken back any more') from fixture.fourth;

-- Refunds that take their time.
select is(fixture.answer(bk, 'refund', 'done', '{"pending": true}'), 'done', 'a refund is accepted') from fixture.fourth;
create function fixture.refund(booking bigint) returns text language sql as $$ select refund.state from market.refund join market.payment on payment.id = refund.payment_id where payment.booking_id = $1 $$;
select is(fixture.refund(bk), 'submitted', 'and on its way') from fixture.fourth;
select fixture.told(asked.key || '-1', 'refund.failed', '{"words": "The account is closed."}') from fixture.fourth, fixture.request(bk, 'refund') asked;
select is(fixture.refund(bk) || ', ' || (fixture.request(bk, 'refund')).state || ': ' || (fixture.request(bk, 'refund')).failure, 'failed, failed: The account is closed.', 'it comes back') from fixture.fourth;
select is(jsonb_path_query_array(fixture.operator('finance', 'retry_request', jsonb_build_object('booking', bk), '{"preview": true}') -> 'effects' -> 'gateway', '$[*].kind'), '["refund"]', 'what would be tried again can be seen before') from fixture.fourth;
select is(fixture.operator('finance', 'retry_request', jsonb_build_object('booking', bk)) -> 'result' ->> 'requests', '1', 'finance has it tried again') from fixture.fourth;
select is(fixture.refund(bk) || (fixture.request(bk, 'refund')).attempt, 'requested2', 'under another key: the first has had its answer') from fixture.fourth;
select fixture.told(asked.key || '-1', 'refund.failed') from fixture.fourth, fixture.request(bk, 'refund') asked;
select is(fixture.refund(bk), 'requested', 'an event of the first attempt, come late, does not touch the second') from fixture.fourth;
select is(fixture.claim(bk), 'refund', 'it is told again') from fixture.fourth;
select is(fixture.answer(bk, 'refund', 'done', '{"pending": true}'), 'done', 'and accepted') from fixture.fourth;
select fixture.told(asked.key || '-2', 'refund.succeeded', jsonb_build_object('amount', asked.amount, 'currency', asked.currency)) from fixture.fourth, fixture.request(bk, 'refund') asked;
select is(fixture.refund(bk) || fixture.last_event(), 'succeededapplied', 'now it has arrived') from fixture.fourth;
select fixture.told(asked.key || '-1', 'refund.failed') from fixture.fourth, fixture.request(bk, 'refund') asked;
select is(fixture.refund(bk) || fixture.last_event(), 'succeededdisagrees', 'nor later') from fixture.fourth;
commit;
begin;

-- Declined.
create table fixture.fifth as select fixture.booked(58) as bk;
select fixture.claim(bk) from fixture.fifth;
select is(fixture.answer(bk, 'authorise', 'declined', '{"words": "Insufficient funds."}'), 'declined', 'a card is declined') from fixture.fifth;
select is(fixture.state(bk) || ' ' || fixture.paid(bk), 'expired failed', 'the booking ends') from fixture.fifth;
select is((select bool_or(blocking) from market.booking_slot where booking_id = bk), false, 'the time is free at once') from fixture.fifth;
select is((select string_agg(template, ', ') from market.message where booking_id = bk), 'booking_payment_declined', 'the customer is told, the provider never heard of it') from fixture.fifth;
select is(fixture.claim(bk), 'nothing', 'there is nothing to let go') from fixture.fifth;
create table fixture.sixth as select fixture.booked(60) as bk;
select fixture.claim(bk) from fixture.sixth;
select fixture.customer(customer, 'cancel', jsonb_build_object('booking', bk)) from fixture.sixth, fixture.cast;
select is(fixture.answer(bk, 'authorise', 'declined'), 'declined', 'declined after it was cancelled') from fixture.sixth;
select is(fixture.claim(bk) || ', ' || (fixture.request(bk, 'void')).state, 'nothing, withdrawn', 'what was to be let go never was') from fixture.sixth;

-- Nobody answers.
create table fixture.seventh as select fixture.booked(62) as bk;
select fixture.claim(bk) from fixture.seventh;
select is(fixture.answer(bk, 'authorise', 'not reached'), 'not reached', 'the link never opened') from fixture.seventh;
select is((fixture.request(bk, 'authorise')).state, 'not yet told', 'so it was not told') from fixture.seventh;
select is(fixture.claim(bk), 'nothing', 'and waits a little') from fixture.seventh;
update market.gateway_intent set retry_at = null;
select is(fixture.claim(bk), 'authorise', 'then it is told') from fixture.seventh;
select is(fixture.answer(bk, 'authorise', 'unknown', '{"words": "The gateway did not answer."}'), 'unknown', 'the answer is lost') from fixture.seventh;
select is(fixture.operator_reads('support', format('select requests -> 0 ->> %L as state, requests -> 0 ->> %L as failure from api.booking where id = %s', 'state', 'failure', bk)),
    '[{"state": "unknown", "failure": "The gateway did not answer."}]', 'everybody can see that nobody knows') from fixture.seventh;
select is(fixture.claim(bk), 'nothing', 'it is asked again later') from fixture.seventh;
select is(fixture.operator('support', 'ask_gateway', jsonb_build_object('booking', bk)) -> 'result' ->> 'requests', '1', 'or at once, if an operator wants to know') from fixture.seventh;
select is(fixture.claim(bk), 'authorise', 'now') from fixture.seventh;
select is((select count(*) from market.gateway_intent asked join market.payment on payment.id = asked.payment_id where payment.booking_id = bk and asked.changed_by is not null), 1::bigint, 'and it is known who had it asked') from fixture.seventh;
select is(fixture.answer(bk, 'authorise', 'not reached'), 'not reached', 'once it may have been done') from fixture.seventh;
select is((fixture.request(bk, 'authorise')).state, 'unknown', 'no closed link makes it certain that it was not') from fixture.seventh;
select is(fixture.reserve(bk), 'done', 'until the answer is there') from fixture.seventh;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'support', 'ask_gateway', jsonb_build_object('booking', bk))), 'MP032', 'then there is nothing to ask') from fixture.seventh;

-- Refused for good.
create table fixture.eighth as select fixture.booked(64, 'confirmed') as bk;
select fixture.claim(bk) from fixture.eighth;
create table fixture.version as select version from market.booking, fixture.eighth where booking.id = bk;
select is(fixture.answer(bk, 'capture', 'refused', '{"words": "The authorisation has lapsed."}'), 'refused', 'the gateway will not capture') from fixture.eighth;
select is((select books.version - version.version from market.booking books, fixture.version, fixture.eighth where books.id = bk), 1, 'the booking has a new version, so that open consoles see it');
select is(fixture.operator_reads('finance', format('select requests -> 1 ->> %L as failure from api.booking where id = %s', 'failure', bk)), '[{"failure": "The authorisation has lapsed."}]', 'they see why') from fixture.eighth;
select fixture.customer(customer, 'cancel', jsonb_build_object('booking', bk)) from fixture.eighth, fixture.cast;
select is(fixture.claim(bk), 'nothing', 'nothing is given back of what was never taken') from fixture.eighth;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', 'finance', 'settle_request', jsonb_build_object('booking', bk), '{"reason_code": "at_the_gateway"}')), 'MP004', 'done by hand needs its evidence') from fixture.eighth;
select fixture.operator('finance', 'settle_request', jsonb_build_object('booking', bk), '{"reason_code": "at_the_gateway", "note": "captured there as ch_1234"}') from fixture.eighth;
select is((fixture.request(bk, 'capture')).state, 'by hand', 'finance saw to it elsewhere') from fixture.eighth;
select is(fixture.claim(bk), 'refund', 'and what waited goes on') from fixture.eighth;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'finance', 'retry_request', jsonb_build_object('booking', bk))), 'MP032', 'nothing is left to try again') from fixture.eighth;

-- Otherwise than asked.
create table fixture.ninth as select fixture.booked(66, 'confirmed') as bk;
select fixture.claim(bk) from fixture.ninth;
select is(fixture.answer(bk, 'capture', 'done', '{"amount": 6200}'), 'disagrees', 'half of it was captured') from fixture.ninth;
select is((fixture.request(bk, 'capture')).state, 'failed', 'that is not what was asked') from fixture.ninth;
select fixture.told(gen_random_uuid() || '-1', 'refund.succeeded', '{"amount": 5, "currency": "EUR"}');
select is(fixture.last_event(), 'disagrees', 'nobody asked for a refund that the gateway tells of');
select fixture.told('whatever', 'refund.succeeded', '{"amount": 5, "currency": "EUR"}');
select is(fixture.last_event(), 'disagrees', 'nor for one under a key that is none');
select is(fixture.read('steward_worker', null, null, $$select guard.receive_events('[{"id": "evt_1", "position": 1, "kind": "capture.succeeded", "key": "again"}]') as new$$), '[{"new": 0}]', 'an event that comes twice is one');
select is((select count(*) from market.gateway_event), 7::bigint, 'all are stored');
select is((select position from market.gateway_account), 7::bigint, 'and read up to the last');
select is(fixture.refusal(format('select fixture.read(%L, null, null, %L)', fixture.login('finance'), 'select guard.record_answer(1, ''done'')')), '42501', 'no operator answers for the gateway');

-- What must hold.
select is(holds, true, figure) from guard.invariant_refunds_reach_the_gateway();
select is(holds, true, figure) from guard.invariant_captures_reach_the_gateway();
select is(holds, true, figure) from guard.invariant_requests_in_their_order();
select is(holds, false, figure) from guard.invariant_gateway_agrees();

-- Told of its own accord: stored once, for this marketplace only, and how far the gateway has been asked stays.
create function pg_temp.told(account text, id text) returns jsonb language sql as $$
    select fixture.read('steward_gate_public', null, null, format('select api.receive_told_events(%L) as told', jsonb_build_object('account', $1, 'events', jsonb_build_array(jsonb_build_object('id', $2, 'position', 900, 'kind', 'odd.told', 'key', 'none'))))) -> 0 -> 'told'
$$;
create temporary table asked_to as select account::text, position from market.gateway_account;
select is(pg_temp.told(account, 'evt_told'), '{"stored": 1}', 'an event that the gateway tells by itself is stored') from asked_to;
select is(pg_temp.told(account, 'evt_told'), '{"stored": 0}', 'once') from asked_to;
select is(fixture.refusal(format('select pg_temp.told(%L, %L)', gen_random_uuid(), 'evt_other')), 'MP003', 'not another marketplace''s');
select is((select position from market.gateway_account), position, 'and what was left out is still asked for') from asked_to;
select is(fixture.refusal($$select fixture.read('steward_gate_admin', null, null, 'select api.receive_told_events(''{}'')')$$), '42501', 'nor where operators are served');

select * from finish();
rollback;
