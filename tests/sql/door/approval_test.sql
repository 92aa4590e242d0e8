-- SPDX-License-Identifier: GPL-3.0-or-later
-- Nobody moves large sums alone. Limits by role, sums that splitting does not escape, proposals, and every way we know of
-- being one's own second person.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('mara_again'), 'name', 'Mara Lindt', 'groups', '["steward_operations"]'::jsonb,
    'all_markets', true, 'person', (select person_id from market.operator where login = fixture.login('operations'))));
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('administrator_2'), 'name', 'Zoe Adler', 'groups', '["steward_administrator"]'::jsonb, 'all_markets', true));

create temporary table who as
select provider, fixture.new_listing(provider, 200000) as listing, fixture.new_customer() as chloe
from (select fixture.new_provider() as provider) made;
create temporary sequence hour;
create function pg_temp.booked() returns bigint language sql as $$
    select fixture.new_booking(chloe, listing, fixture.ahead(72 + 2 * nextval('hour')::integer)) from who
$$;
-- What an operator wants, by whom and with what.
create function pg_temp.cancels(booking bigint) returns jsonb language sql as $$
    select jsonb_build_object('booking', $1, 'to_customer', 200000, 'to_provider', 0)
$$;
create function pg_temp.because(options jsonb default '{}') returns jsonb language sql as $$
    select '{"reason_code": "other", "note": "because of a test"}'::jsonb || $1
$$;
create function pg_temp.proposed(login text, booking bigint) returns text language sql as $$
    select fixture.operator($1, 'override_cancel', pg_temp.cancels($2), pg_temp.because()) -> 'proposed' ->> 'reference'
$$;
-- The words with which somebody is refused who would be the second person of a proposal, with the effects as they are.
create function pg_temp.refused(login text, proposal text, arguments jsonb default null, seen boolean default true) returns text language plpgsql as $$
declare
    proposed market.proposal := (select p from market.proposal p where p.reference = refused.proposal);
    options jsonb := jsonb_build_object('proposal', refused.proposal);
begin
    if refused.seen then
        options := options || jsonb_build_object('effects_hash', proposed.effects_hash);
    end if;
    perform fixture.operator(refused.login, proposed.operation, coalesce(refused.arguments, proposed.arguments), options);
    return 'nothing';
exception
    when others then
        return sqlstate || ': ' || sqlerrm;
end
$$;
create function pg_temp.state(proposal text) returns text language sql as $$ select p.state from market.proposal p where p.reference = $1 $$;
create function pg_temp.credit(login text, booking bigint, amount bigint) returns jsonb language sql as $$
    select fixture.operator($1, 'goodwill_credit', jsonb_build_object('booking', $2, 'amount', $3), pg_temp.because())
$$;

commit; -- the door refuses a transaction of more than five seconds
begin;
create temporary table first as select pg_temp.booked() as bk;
create temporary table looked as
select fixture.operator('operations', 'override_cancel', pg_temp.cancels(bk), '{"preview": true}') as reply from first;
select is(reply -> 'approval', '{"currency": "EUR", "amount": 200000, "on_record": 0, "in_day": 0, "per_record": 100000, "per_day": 1000000, "as_proposed": null}',
    'a look says that it takes a second person, and why') from looked;
select isnt(reply -> 'effects' -> 'ledger', '[]', 'and shows what it would do all the same') from looked;

create temporary table intent as select gen_random_uuid() as key;
create temporary table asked as
select fixture.operator('operations', 'override_cancel', pg_temp.cancels(bk), pg_temp.because(jsonb_build_object('key', key))) as reply from first, intent;
select matches(reply -> 'proposed' ->> 'reference', '^PR-', 'above the limit the call becomes a proposal') from asked;
select is(fixture.state(bk), 'confirmed', 'nothing happened to the booking') from first;
select is((select count(*) from market.ledger_transaction where booking_id = bk and kind <> 'capture'), 0::bigint, 'nor to money') from first;
select is((select count(*) from market.event where entity = 'booking' and entity_id = bk and operation = 'override_cancel'), 0::bigint, 'nor is there an event that says so') from first;
select is((select array[entity, login] from market.audit_entry where invocation_id = (reply ->> 'invocation')::uuid), array['proposal', fixture.login('operations')], 'the audit says who proposed') from asked;
select is(fixture.operator('operations', 'override_cancel', pg_temp.cancels(bk), pg_temp.because(jsonb_build_object('key', key))) -> 'proposed', reply -> 'proposed',
    'the same key is the same proposal') from first, intent, asked;
select is(fixture.refusal(format('select pg_temp.proposed(%L, %s)', 'operations', bk)), 'MP034', 'it is proposed once') from first;
select is((select effects ? 'messages' and effects -> 'messages' = '[]' and effects -> 'ledger' <> '[]' from market.proposal where reference = reply -> 'proposed' ->> 'reference'), true,
    'what it would do is kept, but not the words to people') from asked;
select is((select array_agg(k order by k) from market.event e, jsonb_object_keys(e.image) k where e.entity = 'proposal' and e.image ->> 'reference' = reply -> 'proposed' ->> 'reference' and k in ('effects', 'arguments', 'note')), null,
    'no event holds what was said') from asked;

create temporary table pr as select reply -> 'proposed' ->> 'reference' as ref from asked;
commit;
begin;
-- Whoever is no second person.
select matches(pg_temp.refused('operations', ref), 'MP034: You proposed this yourself', 'not oneself') from pr;
select matches(pg_temp.refused('mara_again', ref), 'MP034: You proposed this yourself', 'not by another account of the same person') from pr;
select matches(pg_temp.refused('finance', ref), 'MP012', 'not who may not do it') from pr;
select matches(pg_temp.refused('auditor', ref), 'MP012', 'not who may only look') from pr;
select matches(pg_temp.refused('administrator', ref), 'MP012', 'not an administrator because of being one') from pr;
select matches(pg_temp.refused('support', ref, pg_temp.cancels(bk) || '{"to_customer": 1}'), 'MP034: That is not what was proposed', 'not something else in its name') from pr, first;
select matches(pg_temp.refused('support', ref, null, false), 'MP034: Look at the effects first', 'not unseen') from pr;
select matches(pg_temp.refused('support', 'PR-0000-0000'), 'MP001|MP021', 'not for a proposal that is none');
select is((select objection from jsonb_to_recordset(fixture.operator_reads('operations', 'select objection, reference from api.proposal')) as x(objection text, reference text) where x.reference = ref),
    'You proposed this yourself; it takes another person.', 'the view says so beforehand') from pr;
select is((select array[x.objection, x.mine::text] from jsonb_to_recordset(fixture.operator_reads('support', 'select objection, mine, reference from api.proposal')) as x(objection text, mine boolean, reference text) where x.reference = ref),
    array[null, 'false'], 'and to the second person that she can') from pr;
select is(pg_temp.state(ref), 'open', 'it still waits') from pr;

commit;
begin;
create temporary table intent_2 as select gen_random_uuid() as key;
create temporary table yes as select fixture.approved('support', ref, key) as reply from pr, intent_2;
select is(fixture.state(bk), 'cancelled', 'a second person approves: it is done') from first;
select is((select array[p.state, (p.decided_by = o.id)::text, (p.executed = (reply ->> 'invocation')::uuid)::text]::text from market.proposal p, market.operator o where p.reference = ref and o.login = fixture.login('support')), '{approved,true,true}', 'and closed') from pr, yes;
select is((select array[login, reason_code, note] from market.audit_entry where invocation_id = (reply ->> 'invocation')::uuid), array[fixture.login('support'), 'other', 'because of a test'], 'the audit names her, and the reason that was given') from yes;
select is((select amount from market.amount_moved where invocation_id = (reply ->> 'invocation')::uuid and proposal_id is not null), 200000::bigint, 'what it moved has two persons') from yes;
select matches(pg_temp.refused('support', ref), 'MP0(31|34)', 'it is done once') from pr;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'operations', 'undo', jsonb_build_object('invocation', reply -> 'invocation'))), 'MP021', 'whoever proposed it can not take it back') from yes;
select lives_ok(format('select fixture.operator(%L, %L, %L)', 'support', 'undo', jsonb_build_object('invocation', reply -> 'invocation')), 'whoever approved it can') from yes;
select is(array[pg_temp.state(ref), fixture.state(bk)], array['open', 'confirmed'], 'and it waits again') from pr, first;
select is((select taken_back from market.amount_moved where invocation_id = (reply ->> 'invocation')::uuid), true, 'what was taken back was not moved') from yes;

commit;
begin;
-- Withdrawn, rejected, too old.
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'support', 'withdraw_proposal', jsonb_build_object('proposal', ref))), 'MP034', 'nobody withdraws for others') from pr;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'operations', 'reject_proposal', jsonb_build_object('proposal', ref, 'why', 'no'))), 'MP034', 'nobody rejects their own') from pr;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'finance', 'reject_proposal', jsonb_build_object('proposal', ref, 'why', 'no'))), 'MP034', 'nor what they could not approve') from pr;
select lives_ok(format('select fixture.operator(%L, %L, %L)', 'operations', 'withdraw_proposal', jsonb_build_object('proposal', ref)), 'one''s own is withdrawn') from pr;
select matches(pg_temp.refused('support', ref), 'MP034: This proposal was withdrawn already', 'and can not be approved any more') from pr;

create temporary table pr_2 as select pg_temp.proposed('operations', bk) as ref from first;
select lives_ok(format('select fixture.operator(%L, %L, %L)', 'support', 'reject_proposal', jsonb_build_object('proposal', ref, 'why', 'The customer has agreed to a new time.')), 'a second person rejects') from pr_2;
select matches(pg_temp.refused('support', ref), 'MP034: This proposal was rejected already', 'and can not approve then') from pr_2;
select is((select decided_note from market.proposal where reference = ref), 'The customer has agreed to a new time.', 'the why is kept') from pr_2;

create temporary table pr_3 as select pg_temp.proposed('operations', bk) as ref from first;
select is((select due from market.timer t join market.proposal p on p.id = t.entity_id where t.entity = 'proposal' and t.state = 'pending' and p.reference = ref), (select expires_at from market.proposal where reference = ref), 'it lapses by itself') from pr_3;
set local session_replication_role = replica;
update market.proposal set expires_at = guard.clock() - interval '1 second', proposed_at = proposed_at - interval '4 days' where reference = (select ref from pr_3);
update market.timer set due = guard.clock() where entity = 'proposal' and state = 'pending';
set local session_replication_role = origin;
select matches(pg_temp.refused('support', ref), 'MP034: This proposal is too old', 'too old is too old, also before the worker came') from pr_3;
select lives_ok(format('select fixture.worker(%L, %L)', 'expire_proposal', jsonb_build_object('proposal', (select id from market.proposal where reference = ref))), 'the worker ends it') from pr_3;
select is(pg_temp.state(ref), 'expired', 'for good') from pr_3;

commit;
begin;
-- The record changed meanwhile: what is approved is what is seen now.
create temporary table pr_4 as select pg_temp.proposed('operations', bk) as ref from first;
select lives_ok(format('select pg_temp.credit(%L, %s, 100)', 'finance', bk), 'something else happens to the booking') from first;
create temporary table again as
select fixture.operator('support', 'override_cancel', pg_temp.cancels(bk), jsonb_build_object('preview', true, 'proposal', ref)) as reply from first, pr_4;
select is(reply -> 'approval' ->> 'as_proposed', 'true', 'what it would do is as it was proposed') from again;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', 'support', 'override_cancel', pg_temp.cancels(bk), jsonb_build_object('proposal', ref, 'effects_hash', repeat('0', 64)))), 'MP042', 'a hash of something else is refused') from first, pr_4;

-- Whoever proposed it must still be able to.
select fixture.worker('disable_operator', jsonb_build_object('operator', (select id from market.operator where login = fixture.login('operations')))) is not null as disabled;
select matches(pg_temp.refused('support', ref), 'MP034: Whoever proposed this may no longer do it', 'not in the name of somebody who left') from pr_4;
rollback;

begin;
-- Splitting does not help: on one record,
create temporary table small as select pg_temp.booked() as bk;
select ok(not pg_temp.credit('operations', bk, 60000) ? 'proposed', 'below the limit') from small;
select is((pg_temp.credit('operations', bk, 60000) -> 'proposed' ->> 'on_record')::bigint, 60000::bigint, 'the second part counts the first') from small;
select ok(not pg_temp.credit('support', bk, 25000) ? 'proposed', 'somebody else has limits of their own') from small;
rollback;

begin;
create temporary table small as select pg_temp.booked() as bk;
select ok(not pg_temp.credit('operations', bk, 60000) ? 'proposed', 'below the limit') from small;
select ok(pg_temp.credit('mara_again', bk, 40001) ? 'proposed', 'a second account of the same person is the same person') from small;
select ok(not pg_temp.credit('mara_again', (select pg_temp.booked()), 40001) ? 'proposed', 'on another record there is room');
rollback;

begin;
-- nor over many records,
create temporary table many as select n, pg_temp.booked() as bk from generate_series(1, 11) n;
commit;
begin;
select is(array_agg(pg_temp.credit('operations', bk, 99000) ? 'proposed' order by n), array_fill(false, array[10]), 'ten just below the limit') from many where n <= 10;
select is((pg_temp.credit('operations', bk, 10001) -> 'proposed' ->> 'in_day')::bigint, 990000::bigint, 'are a day''s limit') from many where n = 11;
update market.amount_moved set at = at - interval '24 hours';
select ok(not pg_temp.credit('finance', bk, 10001) ? 'proposed' and not pg_temp.credit('mara_again', (select bk from many where n = 1), 99000) ? 'proposed', 'a day later there is room again') from many where n = 11;
rollback;

begin;
-- and what was taken back does not count.
create temporary table small as select pg_temp.booked() as bk;
create temporary table given as select pg_temp.credit('operations', bk, 60000) as reply from small;
select lives_ok(format('select fixture.operator(%L, %L, %L)', 'operations', 'undo', jsonb_build_object('invocation', reply -> 'invocation')), 'taken back') from given;
select ok(not pg_temp.credit('operations', bk, 60000) ? 'proposed', 'there is room again') from small;
rollback;

begin;
-- An approval that is taken back leaves its proposal waiting, so it is not while the same waits once more.
create temporary table small as select pg_temp.booked() as bk;
create temporary table one as select reply -> 'proposed' ->> 'reference' as ref, fixture.approved('finance', reply -> 'proposed' ->> 'reference') as approval from small, pg_temp.credit('support', bk, 25001) reply;
create temporary table another as select pg_temp.credit('support', bk, 25001) -> 'proposed' ->> 'reference' as ref from small, one;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'finance', 'undo', jsonb_build_object('invocation', approval -> 'invocation'))), 'MP034', 'two of the same never wait') from one;
select lives_ok(format('select fixture.operator(%L, %L, %L)', 'support', 'withdraw_proposal', jsonb_build_object('proposal', ref)), 'the other one is withdrawn') from another;
select lives_ok(format('select fixture.operator(%L, %L, %L)', 'finance', 'undo', jsonb_build_object('invocation', approval -> 'invocation')), 'then it can be taken back') from one;
rollback;

begin;
-- Limits: of several roles the widest, of an operation its own, of none nothing; and nobody raises one alone.
create temporary table small as select pg_temp.booked() as bk;
create function pg_temp.limits(login text, operation text default 'goodwill_credit', currency text default 'EUR') returns bigint language sql as $$
    select (guard.limit_of(('operator', o.id, o.person_id, o.login, o.role_oid, o.login, o.name, true)::guard.acting, $2, $3)).per_record
    from market.operator o where o.login = fixture.login($1)
$$;
select is(pg_temp.limits('operations'), 100000::bigint, 'operations');
select is(pg_temp.limits('support'), 25000::bigint, 'support');
select is(pg_temp.limits('finance'), 500000::bigint, 'finance');
select is(pg_temp.limits('auditor'), null, 'an auditor has none');
select is(pg_temp.limits('operations', 'goodwill_credit', 'JPY'), 150000::bigint, 'yen have no minor unit');
select is(pg_temp.limits('operations', 'goodwill_credit', 'KWD'), 1000000::bigint, 'dinars have a thousand');
select fixture.worker('grant_operator', jsonb_build_object('operator', (select id from market.operator where login = fixture.login('support')), 'groups', '["steward_finance"]'::jsonb)) is not null as granted;
select is(pg_temp.limits('support'), 500000::bigint, 'of two roles the wider one');

create temporary table wider as
select fixture.operator('administrator', 'set_amount_limit', '{"role_name": "steward_support", "currency": "EUR", "per_record": 900000, "per_day": 9000000}', '{"reason_code": "too_tight"}') as reply;
select ok(reply ? 'proposed', 'an administrator does not raise a limit alone') from wider;
select is((select count(*) from market.amount_limit where per_record = 900000), 0::bigint, 'and it is as it was');
select matches(pg_temp.refused('administrator', reply -> 'proposed' ->> 'reference'), 'MP034: You proposed this yourself', 'nor approves it') from wider;
select lives_ok(format('select fixture.approved(%L, %L)', 'administrator_2', reply -> 'proposed' ->> 'reference'), 'another one does') from wider;
select is(pg_temp.limits('support'), 900000::bigint, 'it counts at once');
select is(fixture.refusal($$select fixture.operator('administrator', 'set_amount_limit', '{"role_name": "steward_auditor", "currency": "EUR", "per_record": 9, "per_day": 9}', '{"reason_code": "too_tight"}')$$), 'MP003', 'a role that moves nothing has no limit');
select is(fixture.refusal($$select fixture.operator('administrator', 'set_amount_limit', '{"role_name": "steward_support", "currency": "EUR", "per_record": 9, "per_day": 8}', '{"reason_code": "too_tight"}')$$), 'MP003', 'a day is no less than one record');
select is(fixture.refusal($$select fixture.operator('administrator', 'set_amount_limit', '{"role_name": "steward_support", "currency": "EUR", "per_record": 9, "per_day": 9, "for_operation": "start"}', '{"reason_code": "too_tight"}')$$), 'MP003', 'an operation that moves nothing has none of its own');
select is(fixture.refusal('update market.amount_limit set per_record = per_record + 1'), 'MP031', 'a limit is never rewritten');

create temporary table own as
select fixture.operator('administrator', 'set_amount_limit', '{"role_name": "steward_operations", "currency": "EUR", "per_record": 10, "per_day": 20, "for_operation": "goodwill_credit"}', '{"reason_code": "too_wide"}') as reply;
select lives_ok(format('select fixture.approved(%L, %L)', 'administrator_2', reply -> 'proposed' ->> 'reference'), 'a limit of one operation') from own;
select is(array[pg_temp.limits('operations'), pg_temp.limits('operations', 'override_cancel')], array[10, 100000]::bigint[], 'counts before the general one, for that operation alone');

-- Whoever was let in by somebody is no second person for him.
select fixture.operator('administrator', 'create_operator', jsonb_build_object('login', fixture.login('puppet'), 'name', 'Pia Pup', 'groups', '["steward_administrator"]'::jsonb, 'all_markets', true)) is not null as created;
create temporary table alone as
select fixture.operator('administrator', 'set_amount_limit', '{"role_name": "steward_finance", "currency": "EUR", "per_record": 900000, "per_day": 9000000}', '{"reason_code": "too_tight"}') -> 'proposed' ->> 'reference' as ref;
select matches(pg_temp.refused('puppet', ref), 'MP034: One of you two gave the other the account', 'not by an account of one''s own making') from alone;
rollback;

begin;
create temporary table by_puppet as select pg_temp.booked() as bk;
select fixture.operator('administrator', 'create_operator', jsonb_build_object('login', fixture.login('puppet'), 'name', 'Pia Pup', 'groups', '["steward_administrator"]'::jsonb, 'all_markets', true)) is not null as created;
create temporary table alone as
select fixture.operator('puppet', 'set_amount_limit', '{"role_name": "steward_finance", "currency": "EUR", "per_record": 900000, "per_day": 9000000}', '{"reason_code": "too_tight"}') -> 'proposed' ->> 'reference' as ref;
select matches(pg_temp.refused('administrator', ref), 'MP034: One of you two gave the other the account', 'nor the other way round') from alone;

-- What a customer is to be charged further is weighed when it is decided, not when the gateway has answered.
create function pg_temp.dearer(booking bigint, price bigint) returns jsonb language sql as $$
    select fixture.operator('operations', 'override_reprice', jsonb_build_object('booking', $1, 'price', $2, 'bearer', 'customer'), pg_temp.because())
$$;
select is((pg_temp.dearer(bk, 300001) -> 'proposed' ->> 'amount')::bigint, 100001::bigint, 'a further charge above the limit takes a second person') from by_puppet;
select is((select further_charge from market.booking where id = bk), null, 'and is not asked for before') from by_puppet;
select ok(not pg_temp.dearer(bk, 300000) ? 'proposed', 'one within the limit does not') from by_puppet;

-- An operation that moves money and does not say so fails, it does not pass.
update market.operation set moves_money = false where name = 'goodwill_credit';
select is(fixture.refusal(format('select pg_temp.credit(%L, %s, 100)', 'operations', bk)), '55000', 'nothing moves money unweighed') from by_puppet;
rollback;

begin;
-- Other markets neither see it nor approve it.
create temporary table abroad as
select fixture.new_booking(fixture.new_customer(2, 'en'), fixture.new_listing(fixture.new_provider(201), 200000), fixture.ahead(500)) as bk;
create temporary table pr_5 as select pg_temp.proposed('operations', bk) as ref from abroad;
select matches(pg_temp.refused('operations_one_market', ref), 'MP021', 'a record of another market is out of reach') from pr_5;
select is(fixture.operator_reads('operations_one_market', 'select 1 from api.proposal where market_id = 2'), '[]', 'and so is its proposal');
select isnt(fixture.operator_reads('operations', 'select 1 from api.proposal where market_id = 2'), '[]', 'which others see');
-- People who do not operate have no limits.
select lives_ok(format($$select fixture.customer(%s, 'cancel', '{"booking": %s}')$$, chloe, (select pg_temp.booked())), 'a customer''s own cancellation takes no second person') from who;
rollback;

begin;
-- What verify asks, of what was withdrawn, rejected and too old above, and of one that was approved.
create temporary table approved as
select asked.ref, fixture.approved('support', asked.ref) as reply from (select pg_temp.proposed('operations', pg_temp.booked()) as ref) asked;
create function pg_temp.held() returns text language sql as $$
    select concat_ws(' ', (select holds and checked > 0 from guard.invariant_second_persons()), (select holds and checked > 0 from guard.invariant_unapproved_did_nothing()),
        (select holds and checked > 0 from guard.invariant_amounts_are_weighed()))
$$;
select is(pg_temp.held(), 't t t', 'holds, and not for want of anything to ask');
select matches(figure, '^1 proposals withdrawn, 1 rejected, 1 too old', 'of all three ends') from guard.invariant_unapproved_did_nothing();
savepoint forged;
set local session_replication_role = replica;
update market.audit_entry a set person_id = p.proposed_person from market.proposal p, approved where p.reference = approved.ref and a.invocation_id = p.executed;
select is(pg_temp.held(), 'f t t', 'an approval by the proposer is seen');
rollback to forged;
set local session_replication_role = replica;
update market.amount_moved m set proposal_id = p.id from market.proposal p where p.state = 'rejected' and m.proposal_id = (select a.id from market.proposal a, approved where a.reference = approved.ref);
select is(pg_temp.held(), 't f f', 'what was rejected and done all the same is seen');
rollback to forged;
set local session_replication_role = replica;
update market.amount_moved set amount = amount - 1 where proposal_id is not null and not taken_back;
select is(pg_temp.held(), 't t f', 'and what was weighed as less than it is');
select * from finish();
rollback;
