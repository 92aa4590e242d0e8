-- SPDX-License-Identifier: GPL-3.0-or-later
-- One key, one effect: the same call again gets the same answer, another call with that key is refused.
begin;
select no_plan();
\ir parcel.sql
create temporary table k as select a_parcel('taken') as id, gen_random_uuid() as key;
create temporary table said (n int primary key, reply jsonb);
create function pg_temp.say(who text, operation text, arguments jsonb default '{}', role text default null, actor text default null) returns jsonb language sql as $$
  select public.invoke_as(say.who, say.operation, jsonb_build_object('parcel', id) || say.arguments, jsonb_build_object('key', key), say.role, say.actor) from k $$;
insert into said values (1, pg_temp.say('support', 'deliver'));
insert into said values (2, pg_temp.say('support', 'deliver'));
select is((select reply - 'replayed' from said where n = 2), (select reply - 'replayed' || '{"effects": {}}' from said where n = 1), 'the same call again gets the same reply');
select results_eq('select reply -> ''replayed'' from said order by n', $$values ('false'::jsonb), ('true')$$, 'marked as one');
select is((select count(*)::int from market.event e where e.action = 'deliver'), 1, 'and has one effect');
select is((select count(*)::int from market.audit_entry e where e.operation = 'deliver'), 1, 'and one audit entry');
insert into said select 3, invoke_as('support', 'deliver', jsonb_build_object('parcel', p.reference), jsonb_build_object('key', k.key)) from k join market.parcel p using (id);
select is((select reply -> 'replayed' from said where n = 3), 'true', 'arguments count as normalised: a reference is its id');
select is(pg_temp.say('support', 'deliver', '{"parcel": 1234}') ->> 'sqlstate', 'MP051', 'other arguments with this key are refused');
select is(pg_temp.say('support', 'take') ->> 'sqlstate', 'MP051', 'another operation too');
select is(pg_temp.say('operations', 'deliver') ->> 'sqlstate', 'MP031', 'somebody else''s key of the same name is his own');
select is(pg_temp.say('auditor', 'deliver') ->> 'sqlstate', 'MP012', 'and gives away no reply');
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', a_parcel(), 'weight', 5), '{"key": "00000000-0000-4000-8000-000000000002", "reason_code": "estimate"}') ->> 'sqlstate', null, 'a call with a reason');
select is(invoke_as('support', 'weigh', jsonb_build_object('parcel', (select max(id) from market.parcel), 'weight', 5), '{"key": "00000000-0000-4000-8000-000000000002", "reason_code": "other", "note": "because of a test"}') ->> 'sqlstate', 'MP051', 'another reason is another call');
-- A refusal stores nothing.
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', a_parcel('taken'), 'fee', 1), '{"key": "00000000-0000-4000-8000-000000000001"}') ->> 'sqlstate', 'MP032', 'a refused call');
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', (select max(id) from market.parcel)), '{"key": "00000000-0000-4000-8000-000000000001"}') ->> 'sqlstate', null, 'may be mended and sent with the same key');
-- A reply that is lost with its actor's right is not handed out.
do $$ begin execute format('revoke steward_support from %I', public.login('support')); execute format('grant steward_finance to %I', public.login('support')); end $$;
select is(pg_temp.say('support', 'deliver') ->> 'sqlstate', 'MP012', 'who lost the right gets no old reply');
select is_empty($$select from market.reply r where r.reply::text ~ 'Secret Street'$$, 'replies hold no hidden column');
create temporary table seen as select id, invoke_as('operations', 'deliver_and_tell', jsonb_build_object('parcel', id), '{"preview": true}') ->> 'effects_hash' as hash from (select a_parcel('taken') as id) made;
select isnt(invoke_as('operations', 'deliver_and_tell', jsonb_build_object('parcel', id), jsonb_build_object('key', gen_random_uuid(), 'effects_hash', hash)) -> 'effects', '{}', 'who carries the hash of what they saw gets the effects') from seen;
select is_empty($$select from market.reply r where r.reply -> 'effects' <> '{}'$$, 'and nobody''s name: that is, no effects');
select * from finish();
rollback;
