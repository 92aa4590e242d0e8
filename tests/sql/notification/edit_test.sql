-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people are told is part of what an operator looks at: it can be put into other words or left out with a reason, is seen
-- before it is done, stands in the audit, waits with a proposal, and is taken back with its cause.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('second'), 'name', 'Nia Adeyemi', 'groups', '["steward_operations"]'::jsonb, 'all_markets', true, 'markets', '[]'::jsonb));
create temporary table who as select fixture.new_customer(1, 'de', 'Chloë Lindner') as chloe, fixture.new_provider() as provider;
create function pg_temp.booked(hours integer, price bigint default 12400) returns bigint language sql as $$
    select fixture.new_booking(chloe, fixture.new_listing(provider, price), fixture.ahead($1)) from who $$;
create function pg_temp.cancel(who text, booking bigint, options jsonb, to_customer bigint default 12400) returns jsonb language sql as $$
    select fixture.operator($1, 'override_cancel', jsonb_build_object('booking', $2, 'to_customer', $4, 'to_provider', 0), '{"reason_code": "provider_cannot_come"}' || $3) $$;
create temporary table one as select pg_temp.booked(80) as bk;
create function pg_temp.said(messages jsonb, wish jsonb default '{"preview": true}') returns text language sql as $$
    select fixture.refusal(format('select pg_temp.cancel(%L, %s, %L)', 'operations', (select bk from one), jsonb_build_object('messages', $1) || $2)) $$;
create function pg_temp.told(reply jsonb, template text) returns jsonb language sql as $$
    select m from jsonb_array_elements($1 -> 'effects' -> 'messages') m where m ->> 'template' = $2 $$;
create function pg_temp.row_of(booking bigint, template text) returns market.message language sql as $$
    select m from market.message m where m.booking_id = $1 and m.template = $2 $$;

-- What is looked at.
create temporary table looked as select pg_temp.cancel('operations', bk, '{"preview": true}') as plain, pg_temp.cancel('operations', bk, '{"preview": true, "messages":
    {"booking_cancelled": {"body": "Liebe Chloë, es tut uns leid.\nSie erhalten alles zurück."}, "provider_booking_cancelled": {"silent": "They told us themselves"}}}') as reply from one;
select is(pg_temp.told(plain, 'booking_cancelled') ->> 'must', 'it says what the customer pays or gets back', 'a look tells which message nobody may leave out') from looked;
select is(pg_temp.told(plain, 'provider_booking_cancelled') ->> 'must', null, 'and which one may') from looked;
select is(pg_temp.told(reply, 'booking_cancelled') ->> 'body', E'Liebe Chloë, es tut uns leid.\nSie erhalten alles zurück.', 'other words are seen as they will leave') from looked;
select is(pg_temp.told(reply, 'booking_cancelled') ->> 'subject', pg_temp.told(plain, 'booking_cancelled') ->> 'subject', 'what was left as it is stays') from looked;
select is(pg_temp.told(reply, 'booking_cancelled') ->> 'former_body', pg_temp.told(plain, 'booking_cancelled') ->> 'body', 'beside what the template says') from looked;
select is(pg_temp.told(reply, 'provider_booking_cancelled') ->> 'silent', 'They told us themselves', 'and silence with its reason') from looked;
select isnt(plain -> 'effects_hash', reply -> 'effects_hash', 'it is something else that is looked at') from looked;
select is(format('%s %s', count(*), (select count(*) from market.message_edit)), '0 0', 'a look writes nothing') from market.message, one where booking_id = bk and template in ('booking_cancelled', 'provider_booking_cancelled');

commit;
begin;
-- What may not be said.
select is(pg_temp.said('{"booking_cancelled": {"silent": "They told us themselves"}}'), 'MP032', 'about money nobody is left in the dark');
select is(pg_temp.said('{"provider_booking_cancelled": {"silent": "ok"}}'), 'MP004', 'silence needs a reason');
select is(pg_temp.said(jsonb_build_object('provider_booking_cancelled', jsonb_build_object('silent', repeat('x', 201)))), 'MP004', 'of a sentence');
select is(pg_temp.said(jsonb_build_object('provider_booking_cancelled', jsonb_build_object('silent', E'They told us \u202e themselves'))), 'MP003', 'that can be read');
select is(pg_temp.said(jsonb_build_object('booking_cancelled', jsonb_build_object(piece, value))), 'MP003', format('%s can not be %L', piece, left(value, 12)))
from (values ('subject', ''), ('subject', repeat('x', 201)), ('subject', E'a\nb'), ('body', ''), ('body', '  '), ('body', repeat('x', 2001)), ('body', E'a\u202eb')) wrong(piece, value);
select is(pg_temp.said(jsonb_build_object('booking_cancelled', jsonb_build_object(piece, value))), 'MP003', format('nobody sees the %s U+%s', piece, to_hex(ascii(value))))
from unnest(array['subject', 'body']) piece, unnest(array[U&'\200b', U&'\2800', U&'\00ad', U&'\feff\feff', U&'\200d', U&'\+0e0041']) value;
select is(pg_temp.said('{"booking_cancelled": {"body": "x"}}'), 'MP032', 'what must be told is told in words');
select is(pg_temp.said('{"provider_booking_cancelled": {"body": "x"}}'), null, 'what need not may be short');
select is(pg_temp.said(jsonb_build_object('booking_cancelled', jsonb_build_object('body', U&'You get 12\00a0\20ac back.'))), null, 'amounts are written as everywhere');
select is(pg_temp.said(jsonb_build_object('booking_cancelled', wrong.said)), 'MP002', format('%s is no word', wrong.said))
from (values ('{}'::jsonb), ('[]'), ('"x"'), ('{"words": "x"}'), ('{"subject": 1}'), ('{"silent": "They told us themselves", "body": "x"}')) wrong(said);
select is(pg_temp.said('{"booking_moved": {"body": "We moved it."}}'), 'MP032', 'nothing is said of a message that is not sent');
select is(pg_temp.said('[]'), 'MP002', 'what is said is an object');
select is(pg_temp.said('null'), 'MP002', 'and something');
select is(pg_temp.said('{"booking_cancelled": {"body": "We are sorry."}}', '{}'), 'MP002', 'nobody is told what nobody looked at');
select is(pg_temp.said('{"booking_cancelled": {"body": "We are sorry."}}', jsonb_build_object('effects_hash', plain -> 'effects_hash')), 'MP042', 'nor what somebody else looked at') from looked;
select is(fixture.refusal(format('select fixture.customer(%s, %L, %L, %L)', chloe, 'cancel', jsonb_build_object('booking', bk), '{"preview": true, "messages": {"booking_cancelled": {"body": "x"}}}')), 'MP012', 'customers do not say what people are told') from who, one;
select is(fixture.refusal(format('select fixture.provider(%s, %L, %L, %L)', provider, 'cancel', jsonb_build_object('booking', bk), '{"preview": true, "messages": {"booking_cancelled": {"body": "x"}}}')), 'MP012', 'nor do providers') from who, one;

commit;
begin;
-- What is done.
create temporary table done as select pg_temp.cancel('operations', bk, jsonb_build_object('effects_hash', reply -> 'effects_hash', 'messages',
    '{"booking_cancelled": {"body": "Liebe Chloë, es tut uns leid.\nSie erhalten alles zurück."}, "provider_booking_cancelled": {"silent": "They told us themselves"}}'::jsonb)) as reply from one, looked;
select is((done.reply -> 'effects' -> 'messages' -> 0) - 'due', (looked.reply -> 'effects' -> 'messages' -> 0) - 'due', 'what was seen is what is done') from done, looked;
select is((pg_temp.row_of(bk, 'booking_cancelled')).body, E'Liebe Chloë, es tut uns leid.\nSie erhalten alles zurück.', 'other words wait to be sent') from one;
select is((pg_temp.row_of(bk, 'booking_cancelled')).state, 'queued', 'as any message does') from one;
select is((pg_temp.row_of(bk, 'provider_booking_cancelled')).state, 'silent', 'what is left out waits for nothing') from one;
select is((select format('%s|%s|%s', o.name, e.silent, e.body is not null) from market.message_edit e join market.operator o on o.id = e.operator_id where e.message_id = (pg_temp.row_of(bk, 'booking_cancelled')).id), 'Mara Lindt||t', 'who found the words is known, and what the template says') from one;
select is((select count(*) from market.message_template where body like '%es tut uns leid.%alles zurück%'), 0::bigint, 'the template stays as it is');
select is((select messages from market.audit_entry where invocation_id = (reply ->> 'invocation')::uuid), jsonb_build_object('booking_cancelled', jsonb_build_object('words',
    encode(sha256(convert_to('{"body": "Liebe Chloë, es tut uns leid.\nSie erhalten alles zurück."}'::jsonb::text, 'UTF8')), 'hex')), 'provider_booking_cancelled', '{"silent": "They told us themselves"}'::jsonb),
    'the audit has why, and the hash of the words, which name people') from done;
select is((select string_agg(format('%s: %s', t ->> 'role', t ->> 'text'), ' / ' order by t ->> 'role') from jsonb_array_elements(q -> 0 -> 'timeline') t where t ->> 'kind' = 'message' and t ->> 'role' ~ 'Mara'),
    format('left out by Mara Lindt: Not told: They told us themselves / waits until %s · words of Mara Lindt: Liebe Chloë, es tut uns leid.%sSie erhalten alles zurück.', guard.moment_text((pg_temp.row_of(bk, 'booking_cancelled')).due, 'Europe/Berlin', 'en'), chr(10)), 'the timeline says both')
from one, fixture.operator_reads('auditor', format('select timeline from api.booking where id = %s', (select bk from one))) q;
select is((select count(*) from guard.seal_audit()), 1::bigint, 'the audit is sealed');
select is((select form::integer from market.audit_seal s join market.audit_entry a on a.id = s.audit_id where a.invocation_id = (reply ->> 'invocation')::uuid), 2, 'in the form that has what was said') from done;
select results_eq('select holds from guard.invariant_audit_is_sealed()', array[true], 'and holds');
savepoint forged;
set local session_replication_role = replica;
update market.audit_entry set messages = '{"booking_cancelled": {"silent": "They wanted it so"}, "provider_booking_cancelled": {}}' where messages is not null;
select results_eq('select holds from guard.invariant_audit_is_sealed()', array[false], 'nobody can say later that they had said something else');
update market.audit_entry set messages = null where messages is not null;
set local session_replication_role = origin;
select results_eq('select holds from guard.invariant_audit_is_sealed()', array[false], 'nor that they had said nothing');
select results_eq('select holds from guard.invariant_silence_has_a_reason()', array[false], 'which would be seen');
select results_eq('select holds from guard.invariant_other_words_are_known()', array[false], 'of silence and of other words');
rollback to forged;
select results_eq('select * from guard.invariant_silence_has_a_reason()', $$values ('1 messages left out, 0 without a reason in the audit', true, 1::bigint)$$, 'silence has its reason');
select results_eq('select * from guard.invariant_other_words_are_known()', $$values ('1 messages in other words, 0 not in the audit', true, 1::bigint)$$, 'other words are known');
update market.message set due = guard.clock() - interval 'PT1M' where booking_id = (select bk from one);
select is((select string_agg(body, ' ') filter (where body ~ 'tut uns leid') from guard.claim_messages(20, 'Market.Example')), E'Liebe Chloë, es tut uns leid.\nSie erhalten alles zurück.', 'the worker sends the words');
select is((pg_temp.row_of(bk, 'provider_booking_cancelled')).state, 'silent', 'and leaves out what is left out') from one;

commit;
begin;
-- What is taken back.
create temporary table other as select pg_temp.booked(110) as bk;
create temporary table back as select pg_temp.cancel('operations', bk, jsonb_build_object('messages', said, 'effects_hash', pg_temp.cancel('operations', bk, jsonb_build_object('preview', true, 'messages', said)) -> 'effects_hash')) as reply
    from other, (select '{"booking_cancelled": {"subject": "Storniert, leider"}, "provider_booking_cancelled": {"silent": "They told us themselves"}}'::jsonb) s(said);
select lives_ok(format($$select fixture.operator('operations', 'undo', '{"invocation": %s}')$$, reply -> 'invocation'), 'silence does not stand in the way of taking back') from back;
select is((pg_temp.row_of(bk, 'booking_cancelled')).state, 'withdrawn', 'other words are withdrawn like the template''s') from other;
select results_eq('select holds from guard.invariant_what_was_taken_back_is_not_told()', array[true], 'nobody is told of it');

commit;
begin;
-- What waits for a second person.
create temporary table large as select pg_temp.booked(140, 150000) as bk, '{"booking_cancelled": {"body": "Liebe Chloë, es dauert etwas."}}'::jsonb as said;
create temporary table proposed as select pg_temp.cancel('operations', bk, jsonb_build_object('messages', said, 'effects_hash', pg_temp.cancel('operations', bk, jsonb_build_object('preview', true, 'messages', said), 150000) -> 'effects_hash'), 150000) -> 'proposed' ->> 'reference' as reference from large;
select is((select messages from market.proposal p where p.reference = proposed.reference), said, 'the words wait with the proposal') from proposed, large;
select is((select count(*) from market.event where image::text ~ 'es dauert etwas'), 0::bigint, 'and stand in no event');
select is(fixture.refusal(format('select pg_temp.cancel(%L, %s, %L, 150000)', 'second', bk, jsonb_build_object('preview', true, 'proposal', reference, 'messages', said))), 'MP034', 'the second person says nothing else') from proposed, large;
create temporary table approved as select pg_temp.cancel('second', bk, jsonb_build_object('proposal', reference, 'effects_hash', looked -> 'effects_hash'), 150000) as reply, looked
    from proposed, large, lateral (select pg_temp.cancel('second', bk, jsonb_build_object('preview', true, 'proposal', reference), 150000) as looked) l;
select is(pg_temp.told(looked, 'booking_cancelled') ->> 'body', 'Liebe Chloë, es dauert etwas.', 'but sees what is proposed') from approved;
select is((pg_temp.row_of(bk, 'booking_cancelled')).body, 'Liebe Chloë, es dauert etwas.', 'and it is said') from large;
select is((select o.name from market.message_edit e join market.operator o on o.id = e.operator_id where e.message_id = (pg_temp.row_of(bk, 'booking_cancelled')).id), 'Mara Lindt', 'in the words of who proposed them') from large;
select results_eq('select holds from guard.invariant_other_words_are_known()', array[true], 'which is in the audit');

commit;
begin;
-- One key is one intent, also in what is said.
create temporary table again as select pg_temp.booked(170) as bk, gen_random_uuid() as key;
create temporary table once as select pg_temp.cancel('operations', bk, jsonb_build_object('key', key)) as reply from again;
select is(fixture.refusal(format('select pg_temp.cancel(%L, %s, %L)', 'operations', bk, jsonb_build_object('key', key, 'effects_hash', repeat('0', 64), 'messages', '{"booking_cancelled": {"body": "x"}}'::jsonb))), 'MP051', 'a key that said something else is another intent') from again;
select * from finish();
rollback;
