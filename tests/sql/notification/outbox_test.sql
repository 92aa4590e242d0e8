-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the worker has of the outbox: a message is claimed when it is due, by one, counted before it is sent; what came of it is
-- said by who has the lease; what fails is tried again for a while, what is refused is not; old news is not sent.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as
select fixture.new_customer(1, 'de', 'Chloë Lindner') as customer, fixture.new_provider() as provider;
alter table who add column booking bigint;
update who set booking = fixture.new_booking(customer, fixture.new_listing(provider), fixture.ahead(72));
-- Four messages stand: two about the request, two about the booking. Named by their order.
create function pg_temp.message(n integer) returns market.message language sql as $$
    select m from market.message m order by m.id offset $1 - 1 limit 1 $$;
create function pg_temp.claim(most integer default 20) returns text language plpgsql as $$
begin
    return (select string_agg((select count(*) from market.message m where m.id <= c.message)::text, ' ' order by c.message) from guard.claim_messages(claim.most, 'Market.Example') c);
exception
    when others then return sqlerrm;
end $$;
create function pg_temp.fail(n integer, failure text, code integer default 0, status text default '') returns text language sql as $$
    select guard.message_failed((pg_temp.message(n)).id, (pg_temp.message(n)).lease, $2, $3, $4) $$;
create function pg_temp.again(n integer) returns void language sql as $$
    update market.message m set retry_at = null where m.id = (pg_temp.message($1)).id $$;
create function pg_temp.words(n integer) returns text language sql as $$ select guard.message_words(pg_temp.message($1), 'Europe/Berlin') $$;
select is((select string_agg(state, ' ') from market.message), 'queued queued queued queued', 'four messages wait');
select is(pg_temp.words(1), 'waits to be sent', 'and say so');

-- Claiming.
update market.message set due = guard.clock() + interval 'PT1M' where id = (pg_temp.message(4)).id;
select matches(pg_temp.words(4), '^waits until [0-9]+ [A-Z][a-z]{2} [0-9]{4}, [0-9]{2}:[0-9]{2}$', 'one is not due yet');
update market.message set due = due - interval 'PT1H' where id = (pg_temp.message(2)).id;
create temporary table first_claim as select * from guard.claim_messages(1, 'Market.Example');
select is((select message from first_claim), (pg_temp.message(2)).id, 'what was due first is claimed first');
select is((select format('%s, %s, %s', name, locale, address) from first_claim), (select format('Jonas Nordlicht, en, %s', c.email) from market.person_contact c, who where c.person_id = who.provider), 'with whom it goes to');
select is((select format('%s|%s', subject, body) from first_claim), (select format('%s|%s', m.subject, m.body) from pg_temp.message(2) m), 'and what it says');
select matches((pg_temp.message(2)).message_id, '^<[0-9a-f-]{36}@market[.]example>$', 'it has a name of its own now');
select is((select message_id from first_claim), (pg_temp.message(2)).message_id, 'which it is sent under');
select is((pg_temp.message(2)).attempts::integer, 1, 'it is counted before it is tried');
select is(pg_temp.words(2), 'is being sent', 'and told to operators');
select is(pg_temp.claim(), '1 3', 'then the others; none twice, and none before it is due');
select is(pg_temp.claim(), null, 'and nothing is left to another worker');
select is((select count(distinct message_id) from market.message), 3::bigint, 'no two have one name');
create temporary table named as select id, message_id from market.message;
select is((pg_temp.message(4)).message_id, null, 'what was not claimed has none');
update market.message set leased_until = statement_timestamp() - interval 'PT1S' where id = (pg_temp.message(1)).id;
select is(pg_temp.claim(), '1', 'what a worker that died had claimed is claimed again when its lease is over');
select is((pg_temp.message(1)).attempts::integer, 2, 'which counts');
select is((pg_temp.message(1)).message_id, (select message_id from named where id = (pg_temp.message(1)).id), 'under the name it had');

-- What came of it.
select is(guard.message_sent((pg_temp.message(2)).id, gen_random_uuid(), 250, ''), false, 'who does not have the lease says nothing');
select is(guard.message_failed((pg_temp.message(2)).id, gen_random_uuid(), 'refused', 550, ''), null, 'neither good nor bad');
select is(guard.message_left((pg_temp.message(2)).id, gen_random_uuid()), false, 'nor gives it back');
select is((pg_temp.message(2)).state, 'sending', 'so it stands');
select is(guard.message_sent((pg_temp.message(2)).id, (pg_temp.message(2)).lease, 250, '2.0.0'), true, 'the server took one');
select is((select format('%s %s %s', state, reply_code, reply_status) from pg_temp.message(2)), 'sent 250 2.0.0', 'it is sent');
select ok(guard.clock() - (pg_temp.message(2)).sent_at between interval 'PT0S' and interval 'PT10S', 'now');
select is(pg_temp.words(2), 'sent ' || guard.moment_text((pg_temp.message(2)).sent_at, 'Europe/Berlin', 'en'), 'and says when');
select is(pg_temp.fail(1, 'refused', 550, '5.1.1'), 'dead', 'one is refused for good, and not tried again');
select is(pg_temp.words(1), 'not delivered: refused (550 5.1.1)', 'and says why');
select is(pg_temp.fail(3, 'deferred', 451, '4.7.1'), 'failed', 'one is wanted later');
select ok((pg_temp.message(3)).retry_at - clock_timestamp() between interval 'PT40S' and interval 'PT76S', 'in about a minute');
select matches(pg_temp.words(3), '^wanted later \(451 4[.]7[.]1\), next try [0-9]+ ', 'and says so');
select is(pg_temp.claim(), null, 'and not before');
select pg_temp.again(3);
select is(pg_temp.claim(), '3', 'then it is claimed again');
select is((pg_temp.message(3)).message_id, (select message_id from named where id = (pg_temp.message(3)).id), 'under the same name');
select is(pg_temp.fail(3, 'lost'), 'failed', 'a lost answer is tried again, too');
select ok((pg_temp.message(3)).retry_at - clock_timestamp() between interval 'PT85S' and interval 'PT151S', 'after twice as long');
select is((pg_temp.message(3)).reply_code, null, 'what was said before is no answer to this');
select is(guard.message_left((pg_temp.message(2)).id, (select lease from first_claim)), false, 'what is sent stays sent');

-- Not offered at all.
select pg_temp.again(3);
select is(pg_temp.claim(), '3', 'claimed a third time');
select is(guard.message_left((pg_temp.message(3)).id, (pg_temp.message(3)).lease, 'PT30S'), true, 'and given back, for there was no server');
select is((select format('%s after %s', state, attempts) from pg_temp.message(3)), 'failed after 2', 'which counts for nothing');
select is(pg_temp.claim(), null, 'it waits for a moment');
select pg_temp.again(3);
update market.message set due = guard.clock() where id = (pg_temp.message(4)).id;
select is(pg_temp.claim(), '3 4', 'claimed again');
select is(guard.message_left((pg_temp.message(4)).id, (pg_temp.message(4)).lease), true, 'what was never tried');
select is((select format('%s after %s', state, attempts) from pg_temp.message(4)), 'queued after 0', 'is queued as it was');

-- How often.
update market.message set attempts = 7 where id = (pg_temp.message(3)).id;
select is(pg_temp.fail(3, 'lost'), 'failed', 'after the seventh time it is tried once more');
select pg_temp.again(3);
select is(pg_temp.claim(1), '3', 'claimed the eighth time');
select is((pg_temp.message(3)).attempts::integer, 8, 'it is the eighth');
select is(pg_temp.fail(3, 'lost'), 'dead', 'then it is given up');
select is(pg_temp.words(3), 'not delivered: no answer', 'and says why');
update market.message set state = 'sending', lease = gen_random_uuid(), leased_until = statement_timestamp() - interval 'PT1S' where id = (pg_temp.message(3)).id;
select is(pg_temp.claim(), '4', 'who was cut off eight times is not tried a ninth');
select is((select format('%s %s', state, failure) from pg_temp.message(3)), 'dead cut_off', 'but given up');
select guard.message_left((pg_temp.message(4)).id, (pg_temp.message(4)).lease);

-- Nobody to write to.
create temporary table contact as select * from market.person_contact c where c.person_id = (pg_temp.message(4)).recipient;
delete from market.person_contact c using who where c.person_id = (pg_temp.message(4)).recipient;
select is(pg_temp.claim(), null, 'who has no address is not written to');
select is(pg_temp.words(4), 'not delivered: no address', 'and it says so');
update market.message set state = 'queued', failure = null where id = (pg_temp.message(4)).id;
update market.person p set active = false where p.id = (pg_temp.message(4)).recipient;
select is(pg_temp.claim(), null, 'nor is who is no longer active');
select is(pg_temp.words(4), 'not delivered: no longer active', 'and it says that');
insert into market.person_contact select * from contact;
update market.person p set active = true where p.id = (pg_temp.message(4)).recipient;

-- Old news.
insert into market.message (market_id, booking_id, audience, recipient, channel, template, locale, subject, body, due, created_at)
select m.market_id, m.booking_id, m.audience, (select customer from who), m.channel, m.template, m.locale, m.subject, m.body, guard.clock() - old.age, m.created_at
from pg_temp.message(1) m, unnest(array[interval 'P2D' + interval 'PT1M', interval 'P2D' - interval 'PT1M', interval 'P30D', interval 'PT-1H']) old(age);
update market.message set state = 'failed', attempts = 1, failure = 'lost', message_id = format('<%s@market.example>', gen_random_uuid()) where id = (pg_temp.message(7)).id;
select is(pg_temp.claim(), '6 7', 'what nobody tried within two days is not sent; what was tried before is');
select guard.message_left((pg_temp.message(6)).id, (pg_temp.message(6)).lease);
select is(guard.expire_messages(), 1, 'it is put aside');
select is((select string_agg(state, ' ' order by id) from market.message where id >= (pg_temp.message(5)).id), 'expired queued sending queued', 'that one only');
select is(pg_temp.words(5), 'not sent: too old', 'and says so');
select is(guard.expire_messages(), 0, 'once');
select is(pg_temp.claim(), '6', 'and what is just young enough is still sent');

-- A clock of the past: what a simulation plays is nobody's news, but nothing is put aside before it is due.
update market.message set state = 'queued', due = statement_timestamp() - interval 'P9D' where id = (pg_temp.message(8)).id;
create or replace function guard.clock() returns timestamptz language sql stable as $$ select statement_timestamp() - interval 'P10D' $$;
select is(guard.expire_messages(), 0, 'ten days ago, nothing that was due nine days ago is put aside');
select is(pg_temp.claim(), null, 'nor sent');
create or replace function guard.clock() returns timestamptz language sql stable as $$ select statement_timestamp() - interval 'P8D' $$;
select is(pg_temp.claim(), null, 'and eight days ago it is not sent either');
select is(guard.expire_messages(), 1, 'but put aside');
create or replace function guard.clock() returns timestamptz language sql stable as $$ select statement_timestamp() $$;

-- Taken back in time.
create temporary table done as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 12400, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') as reply
from who;
select is(pg_temp.claim(), null, 'what can be taken back is not sent');
create temporary table back as
select fixture.refusal(format($$select fixture.operator('operations', 'undo', '{"invocation": %s}')$$, reply -> 'invocation')) as refused from done;
select is((select refused from back), null, 'so it is taken back');
select is((select string_agg(state, ' ') from market.message where invocation_id = (select (reply ->> 'invocation')::uuid from done)), 'withdrawn withdrawn', 'and nobody hears of it');
update market.message set due = guard.clock() where state = 'withdrawn';
select is(pg_temp.claim(), null, 'not even when it would have been due');
select results_eq('select holds from guard.invariant_what_was_taken_back_is_not_told()', array[true], 'which can be asked');
select is((select figure from guard.invariant_what_was_taken_back_is_not_told()), '2 messages of actions that were taken back, 0 not withdrawn', 'with a figure');
truncate done;
insert into done
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 12400, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') as reply
from who;
update market.message set due = guard.clock() where id = (select max(id) from market.message);
select isnt(pg_temp.claim(), null, 'one is on its way');
select is(fixture.refusal(format($$select fixture.operator('operations', 'undo', '{"invocation": %s}')$$, reply -> 'invocation')), 'MP033', 'then it can no longer be taken back') from done;
select is((select string_agg(state, ' ' order by id) from market.message where invocation_id = (select (reply ->> 'invocation')::uuid from done)), 'queued sending', 'and what was said stands');
select results_eq('select holds from guard.invariant_messages_have_one_name()', array[true], 'every message has one name');
alter table market.message drop constraint message_message_id_key;
update market.message set message_id = (pg_temp.message(1)).message_id where id = (pg_temp.message(2)).id;
select results_eq('select holds from guard.invariant_messages_have_one_name()', array[false], 'and the invariant would see if two had the same');
update market.message set state = 'queued', attempts = 0 where state = 'withdrawn';
select results_eq('select holds from guard.invariant_what_was_taken_back_is_not_told()', array[false], 'as it would see what was taken back and told');

-- Where operators see it.
select is((select string_agg(distinct item ->> 'role', '; ') from fixture.operator_reads('support', format('select timeline from api.booking where id = %s', (select booking from who))) r,
    jsonb_array_elements(r -> 0 -> 'timeline') item where item ->> 'kind' = 'message' and item ->> 'role' like '%refused%'), 'not delivered: refused (550 5.1.1)', 'the timeline says where each message is');
select * from finish();
rollback;
