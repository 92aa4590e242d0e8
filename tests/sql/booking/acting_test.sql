-- SPDX-License-Identifier: GPL-3.0-or-later
-- An operator does a customer's or provider's action for them: by the other's rules, in both names, and the other is told.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
\ir acting_setup.sql
commit; -- the door refuses a transaction of more than five seconds
begin;
create temporary table first as select pg_temp.booked() as bk;
create temporary table looked as select pg_temp.as_customer('support', 'cancel', pg_temp.target(bk), '{"preview": true}') as reply from first;
create temporary table done as select pg_temp.as_customer('support', 'cancel', pg_temp.target(bk), jsonb_build_object('effects_hash', looked.reply ->> 'effects_hash')) as reply from first, looked;
select is(fixture.state(bk), 'cancelled', 'what a customer wants on the telephone is done') from first;
select is(reply -> 'result' ->> 'to_customer', (select (guard.by_policy(bk, starts_at - guard.clock())).to_customer::text from first join market.booking on booking.id = bk), 'by the tier of the frozen policy') from done;
select is((select array[actor_kind, login, for_kind, for_person::text, reason_code] from market.audit_entry where invocation_id = (reply ->> 'invocation')::uuid),
    (select array['operator', fixture.login('support'), 'customer', chloe::text, 'by_telephone'] from who), 'the audit has both names, and how it was asked for') from done;
select is((select array_agg(distinct array[actor_kind, for_kind, for_person::text]) from market.event where invocation_id = (reply ->> 'invocation')::uuid),
    (select array[array['operator', 'customer', chloe::text]] from who), 'so has each event') from done;
select is((select string_agg(template, ', ' order by template) from market.message where invocation_id = (reply ->> 'invocation')::uuid),
    'booking_cancelled, done_for_you, provider_booking_cancelled', 'the customer is told that it was done for them') from done;
select is((select array[item ->> 'title', item ->> 'actor'] from jsonb_array_elements(fixture.operator_reads('support', format('select timeline from api.booking where id = %s', bk)) -> 0 -> 'timeline') item where item ->> 'state_to' = 'cancelled'),
    array['Cancelled by the customer', (select name from market.operator where login = fixture.login('support')) || ' for Chloë Lindner'], 'the timeline names both') from first;
select matches((select actor from (select jsonb_array_elements(fixture.operator_reads('support', format('select * from api.booking_why(%s, ''state'')', bk))) as said from first) s, lateral (select said ->> 'actor' as actor) a where actor is not null limit 1),
    ' for Chloë Lindner$', 'and so does why it is so');
select isnt(reply -> 'undo', 'null', 'it can be taken back') from done;
select is(fixture.refusal(format($$select fixture.operator('operations', 'undo', '{"invocation": "%s"}')$$, reply ->> 'invocation')), 'MP021', 'by nobody else') from done;
select is(fixture.operator('support', 'undo', jsonb_build_object('invocation', reply ->> 'invocation')) -> 'result' ->> 'undone', reply ->> 'invocation', 'but by the operator') from done;
select is(fixture.state(bk), 'confirmed', 'and then it stands as before') from first;
select is((select count(*) from market.message where invocation_id = (reply ->> 'invocation')::uuid and state <> 'withdrawn'), 0::bigint, 'and nobody is told') from done;

-- As the provider: in full, and with the penalty.
create temporary table by_provider as select pg_temp.as_provider('operations', 'cancel', pg_temp.target(bk)) -> 'result' as result from first;
select is(result ->> 'to_customer', '12400', 'a provider''s cancellation gives all of it back') from by_provider;
select isnt(result ->> 'penalty', null, 'and costs the penalty') from by_provider;

commit;
begin;
-- What neither support nor operations may do as themselves.
create temporary table finished as select pg_temp.booked('completed') as bk;
select is(pg_temp.refused('support', 'confirm_completion', pg_temp.target(bk), '{}'), 'MP012: Your role may not run confirm_completion.', 'as themselves they may not') from finished;
create temporary table confirmed as select pg_temp.as_customer('support', 'confirm_completion', pg_temp.target(bk)) as reply from finished;
select is(fixture.state(bk), 'settled', 'for the customer they may') from finished;
select is((select person_id from market.amount_moved where invocation_id = (reply ->> 'invocation')::uuid and amount > 0), (select person_id from market.operator where login = fixture.login('support')), 'what it moved counts as the operator''s own') from confirmed;
select is(fixture.operator('support', 'undo', jsonb_build_object('invocation', reply ->> 'invocation')) -> 'result' ->> 'operation', 'confirm_completion', 'and take it back, though the role alone could not run it') from confirmed;
select is(pg_temp.refused('support', 'accept', pg_temp.target(bk), '{}'), 'MP012: Your role may not run accept.', 'support accepts nothing as itself') from finished;
create temporary table asked as select pg_temp.booked('requested') as bk;
select is(pg_temp.as_provider('support', 'accept', pg_temp.target(bk)) -> 'result' ->> 'state', 'confirmed', 'but for a provider who says so') from asked;
-- A time is proposed by the one side and answered by the other, though the same operator types both.
create temporary table moved as select pg_temp.booked() as bk, fixture.ahead(400) as new_start;
select is(pg_temp.as_customer('support', 'propose_reschedule', pg_temp.target(bk) || jsonb_build_object('starts_at', new_start)) -> 'preview', 'false', 'another time is proposed for the customer') from moved;
select is((select proposed_by from market.booking where id = bk), 'customer', 'as theirs') from moved;
select is(pg_temp.refused('support', 'accept_reschedule', pg_temp.target(bk), pg_temp.options('customer', chloe)), 'MP032: Who proposed a time can not answer for the other side.', 'who does not answer it') from moved, who;
select is(pg_temp.as_provider('support', 'accept_reschedule', pg_temp.target(bk)) -> 'preview', 'false', 'the provider does') from moved;
select is((select starts_at from market.booking where id = bk), new_start, 'and it moves') from moved;
select is((select string_agg(template, ', ' order by id) from market.message where booking_id = bk and template like '%done_for_you'), 'done_for_you, provider_done_for_you', 'each was told what was done for them') from moved;

commit;
begin;
-- A booking is made for somebody who is on the telephone.
create temporary table made as
select pg_temp.as_customer('support', 'book', jsonb_build_object('listing', listing, 'starts_at', fixture.ahead(500))) as reply from who;
select is((select array[customer_id, (select person_id from market.operator where login = fixture.login('support'))] from market.booking where id = (reply -> 'result' ->> 'booking')::bigint),
    (select array[fixture.customer_id(chloe), event.person_id] from who, market.event where event.entity = 'booking' and event.entity_id = (reply -> 'result' ->> 'booking')::bigint and event.created), 'a booking is made for the customer, by the operator') from made;
select is(pg_temp.refused('support', 'book', jsonb_build_object('listing', listing, 'starts_at', fixture.ahead(510)), '{}'), 'MP012: Your role may not run book.', 'and never for the operator') from who;

commit;
begin;
create temporary table keyed as select pg_temp.booked() as bk;
select is(pg_temp.as_customer('support', 'propose_reschedule', pg_temp.target(bk) || jsonb_build_object('starts_at', fixture.ahead(600))) -> 'preview', 'false', 'a time is proposed') from keyed;
-- What the list of actions says is what the door does.
select is((select string_agg(format('%s %s', action ->> 'party', action ->> 'operation'), ', ' order by n) from jsonb_array_elements(d) with ordinality a(action, n) where (action ->> 'allowed')::boolean),
    'customer cancel, provider accept_reschedule, provider refuse_reschedule, provider cancel, customer book', 'what may be done for whom')
from keyed cross join lateral (select fixture.operator_reads('support', format('select acting from api.booking where id = %s', bk)) -> 0 -> 'acting' as d) detail;
select is((select pg_temp.as_customer('support', 'book', jsonb_build_object(action ->> 'argument', action -> 'target', 'starts_at', fixture.ahead(620), 'place', 'Prenzlauer Berg')) -> 'result' ->> 'state'
    from jsonb_array_elements(d) action where action ->> 'operation' = 'book'), 'pending_payment', 'the same service can be booked again')
from keyed cross join lateral (select fixture.operator_reads('support', format('select acting from api.booking where id = %s', bk)) -> 0 -> 'acting' as d) detail;
select is(fixture.operator_reads('finance', format('select acting from api.booking where id = %s', bk)) -> 0 -> 'acting', '[]', 'finance does nothing for anybody') from keyed;
select is(jsonb_array_length(fixture.operator_reads('support', 'select code from api.reason where operation = ''confirm_completion'' and acting')), 4, 'how it was asked for can be read by who may act');
select is(fixture.operator_reads('finance', 'select code from api.reason where acting'), '[]', 'and by nobody else');

commit;
begin;
-- Above the operator's limit it takes a second person, for the same customer.
create temporary table dear as select fixture.new_booking(chloe, fixture.new_listing(provider, 90000), fixture.ahead(700), 'completed') as bk from who;
create temporary table proposed as select pg_temp.as_customer('support', 'confirm_completion', pg_temp.target(bk)) -> 'proposed' ->> 'reference' as reference from dear;
select matches(reference, '^PR-', 'the operator''s own limit holds') from proposed;
select is((select array[for_kind, for_person::text, operation] from market.proposal where proposal.reference = proposed.reference), array['customer', chloe::text, 'confirm_completion'], 'the proposal says for whom') from proposed, who;
select is((select title from jsonb_to_recordset(fixture.operator_reads('operations', format('select title, objection from api.proposal where reference = %L', reference))) p(title text)), 'Confirm completion for the customer', 'and so does its title') from proposed;
create temporary table hash as
select fixture.operator('operations', 'confirm_completion', pg_temp.target(bk), jsonb_build_object('preview', true, 'proposal', reference)) ->> 'effects_hash' as seen from dear, proposed;
create temporary table ended as
select booking.id as bk, pg_temp.as_customer('support', 'cancel', pg_temp.target(booking.id)) -> 'proposed' ->> 'reference' as reference
from who, lateral (select fixture.new_booking(chloe, fixture.new_listing(provider, 90000), fixture.ahead(710)) as id) booking;
select is(pg_temp.refused('operations', 'cancel', pg_temp.target(bk), pg_temp.options('provider', provider, jsonb_build_object('proposal', reference, 'preview', true)) - 'reason_code'),
    'MP034: That is not what was proposed.', 'nobody approves it for the other side') from ended, who;
create temporary table approved as
select fixture.operator('operations', 'confirm_completion', pg_temp.target(bk), jsonb_build_object('proposal', reference, 'effects_hash', seen)) as reply from dear, proposed, hash;
select is(fixture.state(bk), 'settled', 'a second person lets it happen, for the customer') from dear;
select is((select array[login, for_person::text] from market.audit_entry where invocation_id = (reply ->> 'invocation')::uuid), array[fixture.login('operations'), chloe::text], 'in the name of whoever approved it') from approved, who;
select is(holds, true, figure) from guard.invariant_acting_names_both();
select is(holds, true, figure) from guard.invariant_acting_is_told();
select matches(figure, '^[1-9]', 'and both looked at something') from guard.invariant_acting_names_both();
select is(holds, true, figure) from guard.invariant_second_persons();
-- The seal of an entry holds for whom it was, too.
select is((select sealed > 0 from guard.seal_audit()), true, 'the audit is sealed');
select is(holds, true, figure) from guard.invariant_audit_is_sealed();
set local session_replication_role = replica;
update market.audit_entry set for_person = misaki from who where audit_entry.for_person = provider;
select is(holds, false, 'another person for whom it was is seen') from guard.invariant_audit_is_sealed();
select * from finish();
rollback;
