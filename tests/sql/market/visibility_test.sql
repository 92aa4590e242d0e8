-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which rows of which table somebody sees: the answer of row-level security against plain predicates that the superuser
-- evaluates. Every table of the catalogue × everybody that a policy could name; what no rule below shows is nobody's.
-- tests/mutants/market/policies.sql widens and drops every policy and asks again.
begin;
select no_plan();
\ir ../fixture.sql

-- Who looks: each group as an operator of one market, customers and providers of two, and what is no person.
create table fixture.looker (who text primary key, groups text[] not null, login text not null, role text, person bigint, markets integer[] not null default '{}',
    operator boolean not null default false);
select fixture.operators();
create table fixture.hired as
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('one_' || who), 'name', initcap(who) || ' of Germany',
    'groups', jsonb_build_array('steward_' || who), 'all_markets', false, 'markets', '[1]'::jsonb)) as reply
from unnest(array['support', 'operations', 'finance', 'auditor', 'administrator']) who;
insert into fixture.looker
select prefix || who, array['steward_' || who], fixture.login(prefix || who), null, null, markets, true
from unnest(array['support', 'operations', 'finance', 'auditor', 'administrator']) who
cross join (values ('one_', '{1}'::integer[]), ('', (select array_agg(market.id) from market.market))) scope(prefix, markets);
insert into fixture.looker (who, groups, login, role, markets) values
    ('worker', '{steward_worker}', 'steward_worker', null, (select array_agg(market.id) from market.market)),
    ('anonymous', '{steward_anonymous}', 'steward_gate_public', 'steward_anonymous', '{}'),
    ('public gate', '{steward_gate_public}', 'steward_gate_public', null, '{}'),
    ('admin gate', '{steward_gate_admin}', 'steward_gate_admin', null, '{}'),
    ('door', '{steward_door}', session_user, 'steward_door', '{}'),
    ('owner of logins', '{steward_roles}', session_user, 'steward_roles', '{}');
do $$
declare
    who text;
begin
    foreach who in array array['support', 'operations', 'finance', 'auditor', 'administrator'] loop
        execute format('create role %I in role %I', fixture.login('stray_' || who), 'steward_' || who);
        insert into fixture.looker (who, groups, login) values (who || ' by role, but no operator', array['steward_' || who], fixture.login('stray_' || who));
    end loop;
end
$$;
commit; -- the door refuses a transaction of more than five seconds
begin;

insert into fixture.looker (who, groups, login, role, person)
select who, array['steward_' || kind], 'steward_gate_public', 'steward_' || kind, person
from (values ('Chloë', 'customer', fixture.new_customer(1, 'de', 'Chloë')), ('Misaki', 'customer', fixture.new_customer(3, 'ja', 'Misaki')),
    ('nobody''s customer', 'customer', fixture.new_customer(1, 'de', 'Jan')),
    ('Nordlicht', 'provider', fixture.new_provider(101, name => 'Nordlicht')), ('Tokyo', 'provider', fixture.new_provider(301, name => 'Tokyo')),
    ('not yet approved', 'provider', (fixture.anonymous('register_provider', '{"city": 101, "name": "Neu", "person_name": "Nina Neu", "locale": "de", "email": "neu@example.org"}') -> 'result' ->> 'person')::bigint)) people(who, kind, person);
insert into fixture.looker (who, groups, login, role) values
    ('customer without a name', '{steward_customer}', 'steward_gate_public', 'steward_customer'),
    ('provider without a name', '{steward_provider}', 'steward_gate_public', 'steward_provider');
commit;
begin;

create table fixture.made as
select customer.who, fixture.new_booking(customer.person, fixture.new_listing(provider.person, price => 9000), fixture.ahead(100 + 3 * n), 'confirmed') as booking
from (values (1, 'Chloë', 'Nordlicht'), (2, 'Chloë', 'Nordlicht'), (3, 'Misaki', 'Tokyo')) pair(n, customer, provider)
join fixture.looker customer on customer.who = pair.customer
join fixture.looker provider on provider.who = pair.provider;
create table fixture.seat as
select fixture.new_booking(customer.person, fixture.new_group(provider.person, 8), fixture.ahead(150), 'confirmed') as booking
from (values ('Chloë', 'Nordlicht'), ('Misaki', 'Tokyo')) pair(customer, provider)
join fixture.looker customer on customer.who = pair.customer
join fixture.looker provider on provider.who = pair.provider;
create table fixture.cancelled as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', 4000, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') as reply
from fixture.made;
create table fixture.proposed as
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', price, 'to_provider', 0), '{"reason_code": "other", "note": "because of a test"}') as reply
from (values ('Chloë', 'Nordlicht', 200000), ('Misaki', 'Tokyo', 900000)) pair(customer, provider, price)
join fixture.looker customer on customer.who = pair.customer
join fixture.looker provider on provider.who = pair.provider
cross join lateral (select fixture.new_booking(customer.person, fixture.new_listing(provider.person, price => pair.price), fixture.ahead(200), 'confirmed') as booking) made;
select fixture.operator(by_whom, 'reveal_contact', jsonb_build_object('person', person), '{"reason_code": "audit_sample"}')
from fixture.looker cross join unnest(array['finance', 'auditor', 'administrator']) by_whom where who in ('Chloë', 'Misaki', 'Nordlicht');
select guard.seal_audit(9);
insert into market.gateway_event (id, position, kind, payload, market_id, received_at)
select 'evt_' || n, n, 'capture.succeeded', '{}', nullif(n, 4), now()
from generate_series(1, 4) n;
commit;
begin;

-- The same rows again and again, of other markets and people at random. Only the rows count here, so what refers to what
-- is not asked for.
select setseed(0.3);
create sequence fixture.another start 1000000;
create table fixture.pool (name text primary key, ids bigint[] not null);
create function fixture.one_of(pool text) returns jsonb language sql as $$
    select to_jsonb(pool.ids[1 + floor(random() * cardinality(pool.ids))]) from fixture.pool where pool.name = $1
$$;
create function fixture.elsewhere(image jsonb, copy integer) returns jsonb language sql as $$
    select $1 || jsonb_object_agg(changed.key, case
        when changed.key in ('id', 'position') then to_jsonb(nextval('fixture.another'))
        when changed.key = 'market_id' then to_jsonb(1 + floor(random() * 3)::integer)
        when changed.key in ('person_id', 'recipient') then fixture.one_of('person')
        when changed.key in ('customer_id', 'provider_id', 'booking_id', 'listing_id') then fixture.one_of(left(changed.key, -3))
        when changed.key = 'authorised_until' and $1 ? 'listing_id' and random() < 0.3 then 'null'
        when changed.key = 'active' then to_jsonb(random() < 0.5)
        when changed.value in ('"submitted"', '"approved"') then to_jsonb((array['submitted', 'approved'])[1 + floor(random() * 2)])
        when changed.key = 'reference' then to_jsonb(guard.new_reference(left(changed.value #>> '{}', 2)))
        when changed.key = 'key' then to_jsonb(gen_random_uuid())
        when changed.key = 'gateway_reference' then to_jsonb(random()::text)
        when changed.key = 'email' then to_jsonb(random() || '@example.org')
        when changed.key = 'day' then to_jsonb(current_date + floor(random() * 1000)::integer)
        else changed.value end)
    from jsonb_each($1) changed
    where changed.value <> 'null'
$$;
set local session_replication_role = replica;
insert into market.availability_exception (provider_id, day, available) select id, current_date, false from market.provider;
insert into market.payout_account (provider_id, person_id, market_id, last4, given_at) select id, person_id, market_id, '2051', now() from market.provider;
insert into market.payout_account_number (account_id, person_id, market_id, holder, number) select id, person_id, market_id, 'Nordlicht GmbH', 'DE02120300000000202051' from market.payout_account;
insert into market.absence (provider_id, market_id, first_day, last_day, invocation_id) select id, market_id, current_date, current_date, gen_random_uuid() from market.provider;
insert into market.absence_booking (absence_id, booking_id, market_id, choice, outcome) select 1, id, market_id, 'leave', 'left' from market.booking;
insert into market.feed (position, event_id, at, entity, entity_id, market_id) select id, id, at, entity, entity_id, market_id from market.event;
insert into market.feed_reader (name) values ('test');
insert into market.presence (console, operator_id, entity, record_id, acting, since, seen_at) select gen_random_uuid(), min(id), 'booking', 1, false, now(), now() from market.operator;
insert into market.session_ending (invocation_id, role_oid, at) values (gen_random_uuid(), 1, now());
\ir ../identity/rows.sql
do $$
declare
    relation text;
begin
    insert into fixture.pool select 'person', array_agg(id order by id) from market.person where kind <> 'operator';
    foreach relation in array array['person', 'customer', 'person_contact', 'provider', 'listing', 'availability_exception', 'absence', 'payout_account', 'payout_account_number', 'booking', 'absence_booking', 'booking_place', 'payment', 'refund',
        'gateway_intent', 'ledger_transaction', 'ledger_entry', 'message', 'timer', 'event', 'audit_entry', 'feed', 'proposal']
    loop
        execute format('insert into market.%1$I overriding system value
            select made.* from market.%1$I t
            cross join lateral generate_series(1, greatest(1, 400 / (select count(*)::integer from market.%1$I))) n
            cross join lateral jsonb_populate_record(null::market.%1$I, fixture.elsewhere(to_jsonb(t), n)) made on conflict do nothing', relation);
        if relation in ('person', 'customer', 'provider', 'booking', 'listing') then
            delete from fixture.pool where name = relation;
            execute format('insert into fixture.pool select %1$L, array_agg(id order by id) from market.%1$I where to_jsonb(%1$I) ->> ''kind'' is distinct from ''operator''', relation);
        end if;
    end loop;
end
$$;
update market.message set state = 'silent' where id % 5 = 0 and state = 'queued';
insert into market.message_edit (message_id, market_id, operator_id, silent) select m.id, m.market_id, o.id, 'They told us themselves' from market.message m, (select min(id) as id from market.operator) o;
-- A market that is none, and no market at all: so that all markets are fewer than everything.
insert into market.event select (jsonb_populate_record(t, jsonb_build_object('id', nextval('fixture.another'), 'market_id', 99))).* from market.event t limit 1;
insert into market.audit_entry select (jsonb_populate_record(t, jsonb_build_object('id', nextval('fixture.another'), 'market_id', 99))).* from market.audit_entry t limit 1;
insert into market.timer overriding system value select (jsonb_populate_record(t, jsonb_build_object('id', nextval('fixture.another'), 'market_id', null))).* from market.timer t limit 1;
insert into market.proposal overriding system value select (jsonb_populate_record(t, jsonb_build_object('id', nextval('fixture.another'), 'reference', guard.new_reference('PR'), 'state', 'expired', 'market_id', null))).* from market.proposal t limit 1;
insert into market.amount_moved select (jsonb_populate_record(t, jsonb_build_object('invocation_id', gen_random_uuid(), 'market_id', null))).* from market.amount_moved t limit 1;
set local session_replication_role = origin;
analyze;

-- What each group sees, in words of its own: rows of t; {markets}, {person} and {operator} (is one) are the looker's.
create table fixture.rule (relations text[], groups text[], shown text);
insert into fixture.rule
select relations, array(select 'steward_' || who from unnest(groups) who), shown
from (values
    -- Reference tables.
    ('{installation,refusal,entity,operation,reason,transition,view_column}'::text[], '{support,operations,finance,auditor,administrator,customer,provider,anonymous,worker}'::text[], 'true'),
    ('{currency,locale,market,city,category,cancellation_policy,provider_state}', '{support,operations,finance,auditor,administrator,customer,provider,anonymous}', 'true'),
    ('{booking_state}', '{support,operations,finance,auditor,administrator,customer,provider}', 'true'),
    ('{payment_state}', '{support,operations,finance,auditor,administrator,customer,provider}', 'true'),
    ('{refund_state,ledger_account_kind,message_template,message_duty,terms_state}', '{support,operations,finance,auditor,administrator}', 'true'),
    ('{terms}', '{support,operations,finance,auditor,administrator}', 't.market_id = any ({markets})'),
    -- The engine.
    ('{event,audit_entry,timer,feed}', '{support,operations,finance,auditor,administrator,worker}', 't.market_id = any ({markets})'),
    ('{event,audit_entry}', '{auditor,administrator,worker}', 't.market_id is null'),
    ('{audit_seal,audit_head}', '{auditor,administrator}', 'true'),
    ('{feed_head}', '{support,operations,finance,auditor,administrator,customer,provider,worker}', 'true'),
    ('{operator}', '{support,operations,finance,auditor,administrator}', '{operator}'),
    ('{operator_market}', '{auditor,administrator}', '{operator}'),
    ('{reveal_ticket}', '{auditor,administrator}', 't.market_id = any ({markets})'),
    ('{amount_limit}', '{support,operations,finance,auditor,administrator}', '{operator}'),
    ('{proposal}', '{support,operations,finance,auditor,administrator}', 't.market_id = any ({markets}) or t.market_id is null and {operator}'),
    ('{amount_moved}', '{auditor,administrator}', 't.market_id = any ({markets}) or t.market_id is null and {operator}'),
    ('{operator,installation}', '{roles}', 'true'),
    -- What operators see of their markets.
    ('{booking,session,payment,refund,gateway_intent,ledger_account,ledger_transaction,ledger_entry,message,message_edit,provider}', '{support,operations,finance,auditor,administrator}', 't.market_id = any ({markets})'),
    ('{absence,absence_booking}', '{support,operations,finance,auditor,administrator}', 't.market_id = any ({markets})'),
    ('{gateway_event}', '{finance,auditor,administrator}', 't.market_id = any ({markets})'),
    ('{gateway_event}', '{auditor,administrator}', 't.market_id is null'),
    ('{person}', '{support,operations,finance,auditor,administrator}', 't.market_id = any ({markets}) or t.kind = ''operator'''),
    ('{person_contact,booking_place}', '{support,operations}', 't.market_id = any ({markets})'),
    ('{person_contact}', '{finance,auditor,administrator}', 't.market_id = any ({markets}) and t.person_id in (select k.person_id from market.reveal_ticket k join market.operator o on o.id = k.operator_id where o.login = {login})'),
    ('{payout_account}', '{finance}', 't.market_id = any ({markets})'),
    ('{payout_account_number}', '{finance}', 't.market_id = any ({markets}) and t.person_id in (select k.person_id from market.reveal_ticket k join market.operator o on o.id = k.operator_id where o.login = {login})'),
    ('{customer,listing}', '{support,operations,finance,auditor,administrator}', 'true'),
    -- What concerns oneself.
    ('{person}', '{customer,provider}', 't.id = {person}'),
    ('{person_contact}', '{customer,provider}', 't.person_id = {person}'),
    ('{customer}', '{customer}', 't.person_id = {person}'),
    ('{provider}', '{provider}', 't.person_id = {person}'),
    ('{message}', '{customer,provider}', 't.recipient = {person} and t.state <> ''silent'''),
    ('{booking,payment}', '{customer}', 't.customer_id in (select c.id from market.customer c where c.person_id = {person})'),
    ('{payout_account_number}', '{provider}', 't.person_id = {person}'),
    ('{listing,availability,availability_exception,absence,payout_account}', '{provider}', 't.provider_id in (select p.id from market.provider p where p.person_id = {person})'),
    ('{booking}', '{provider}', 't.authorised_until is not null and t.provider_id in (select p.id from market.provider p where p.person_id = {person})'),
    ('{booking_place}', '{customer}', 't.booking_id in (select b.id from market.booking b join market.customer c on c.id = b.customer_id where c.person_id = {person})'),
    ('{booking_place}', '{provider}', 't.booking_id in (select b.id from market.booking b join market.provider p on p.id = b.provider_id where p.person_id = {person} and b.authorised_until is not null)'),
    ('{feed}', '{customer}', 't.entity = ''booking'' and t.entity_id in (select b.id from market.booking b join market.customer c on c.id = b.customer_id where c.person_id = {person})'),
    ('{feed}', '{provider}', 't.entity = ''booking'' and t.entity_id in (select b.id from market.booking b join market.provider p on p.id = b.provider_id where p.person_id = {person} and b.authorised_until is not null)'),
    ('{timer}', '{customer}', 't.entity = ''booking'' and t.entity_id in (select b.id from market.booking b join market.customer c on c.id = b.customer_id where c.person_id = {person})'),
    ('{timer}', '{provider}', 't.entity = ''booking'' and t.entity_id in (select b.id from market.booking b join market.provider p on p.id = b.provider_id where p.person_id = {person} and b.authorised_until is not null)'),
    -- What one has to do with others.
    ('{provider}', '{customer,anonymous}', 't.state = ''approved'''),
    ('{listing}', '{customer,anonymous}', 't.active'),
    ('{listing}', '{customer}', 't.id in (select b.listing_id from market.booking b join market.customer c on c.id = b.customer_id where c.person_id = {person})'),
    ('{customer}', '{provider}', 't.id in (select b.customer_id from market.booking b join market.provider p on p.id = b.provider_id where p.person_id = {person} and b.authorised_until is not null)'),
    ('{person}', '{provider}', 't.id in (select c.person_id from market.booking b join market.provider p on p.id = b.provider_id join market.customer c on c.id = b.customer_id where p.person_id = {person} and b.authorised_until is not null)')) rule(relations, groups, shown);

-- Every table. A month of history is a table too, and by itself nobody's, not even the door's; this month stands for all.
create table fixture.watched as
select c.oid::regclass as relation, c.relname, c.relispartition as month
from pg_class c
where c.relnamespace = 'market'::regnamespace
    and c.relkind in ('r', 'p')
    and (not c.relispartition or c.relname ~ to_char(now() at time zone 'UTC', '_YYYY_MM$'));

create function fixture.rows(relation regclass, shown text) returns text language plpgsql as $$
declare
    answer text;
begin
    execute format('select format(''%%s rows, %%s'', count(*), coalesce(sum(hashtidextended(t.ctid, t.tableoid::bigint)), 0)) from %s t where %s', rows.relation, rows.shown) into answer;
    return answer;
end
$$;
create table fixture.expected as
select looker.who, watched.relation, fixture.rows(watched.relation, replace(replace(replace(replace(coalesce(
        case when looker.who = 'door' and not watched.month and watched.relname !~ '^schema_' then 'true' end,
        (select string_agg(format('(%s)', rule.shown), ' or ') from fixture.rule where watched.relname = any (rule.relations) and rule.groups && looker.groups),
        'false'), '{markets}', quote_literal(looker.markets) || '::integer[]'), '{operator}', looker.operator::text), '{person}', coalesce(looker.person::text, 'null')), '{login}', quote_literal(looker.login))) as answer
from fixture.looker
cross join fixture.watched;

-- Rights are one barrier and policies another: here the rights are given, to see the policies alone.
grant usage on schema market to public;
grant select on all tables in schema market to public;

create function fixture.seen(login text, role text, person bigint, relations regclass[]) returns table (relation regclass, answer text) language plpgsql as $$
declare
    former text := session_user;
begin
    perform set_config('session_authorization', seen.login, true);
    perform set_config('role', coalesce(seen.role, 'none'), true);
    perform set_config('steward.actor', coalesce(seen.person::text, ''), true);
    return query select each, fixture.rows(each, 'true') from unnest(seen.relations) each;
    perform set_config('steward.actor', '', true);
    perform set_config('role', 'none', true);
    perform set_config('session_authorization', former, true);
end
$$;
create function fixture.looks(who text, login text, role text, person bigint) returns text language sql as $$
    select is_empty(format('select expected.relation, expected.answer as should_see, seen.answer as sees
            from fixture.expected join fixture.seen(%L, %L, %L, %L) seen on seen.relation = expected.relation where expected.who = %L and expected.answer <> seen.answer',
        $2, $3, $4, (select array_agg(watched.relation) from fixture.watched), $1), format('%s sees what is theirs of every table', $1))
$$;
select diag(format('%s rows, %s tables, %s lookers', (select sum(split_part(answer, ' ', 1)::integer) from fixture.expected where who = 'door'),
    (select count(*) from fixture.watched), (select count(*) from fixture.looker)));
select is_empty($$select relation from fixture.expected where who = 'door' and answer ~ '^0 ' and relation in (select relation from fixture.watched where not month and relname !~ '^schema_')$$, 'every table has rows, or nothing could be seen of it');

-- What is asked
select fixture.looks(who, login, role, person) from fixture.looker order by who;

select * from finish();
rollback;
