-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may run what: every role, a stranger, both gates, the owner, the superuser, and those who pretend.
begin;
select no_plan();
\ir parcel.sql
create temporary table k as select a_parcel() as id;
select make_due(id) from k;
create function pg_temp.answer(who text, operation text, role text default null, actor text default null) returns text language plpgsql as $$
begin
  return coalesce(public.invoke_as(answer.who, answer.operation, jsonb_build_object('parcel', (select id from k)) || case when answer.operation = 'weigh' then '{"weight": 5}' else '{}' end::jsonb,
    '{"preview": true}', answer.role, answer.actor) ->> 'sqlstate', 'done');
end $$;

-- role × operation
select is(pg_temp.answer(w.who, w.operation), w.expected, format('%s may %s%s', w.who, case when w.expected = 'done' then '' else 'not ' end, w.operation))
from (values
  ('support', 'weigh', 'done'), ('operations', 'weigh', 'MP031'), ('finance', 'weigh', 'MP012'), ('auditor', 'weigh', 'MP012'), ('administrator', 'weigh', 'MP012'),
  ('operations', 'take', 'done'), ('support', 'take', 'MP031'), ('finance', 'take', 'MP012'), ('auditor', 'take', 'MP012'), ('administrator', 'take', 'MP012'),
  ('operations', 'lose', 'MP031'), ('support', 'lose', 'MP012'), ('auditor', 'lose', 'MP012'),
  ('steward_worker', 'lose', 'done'), ('steward_worker', 'weigh', 'MP012'), ('steward_worker', 'take', 'MP012'),
  ('former', 'weigh', 'MP011'), ('former', 'lose', 'MP011')) as w (who, operation, expected);
select is(pg_temp.answer('stranger', 'weigh'), '42501', 'a stranger does not even reach the door');
select is(attempt('steward_superuser', $$select api.invoke('weigh')$$) ->> 'sqlstate', 'MP011', 'the superuser is nobody at the door') where session_user = 'steward_superuser';

-- gates
select is(pg_temp.answer('steward_gate_public', 'weigh'), '42501', 'a gate by itself has no rights');
select is(pg_temp.answer('steward_gate_admin', 'weigh'), '42501', 'neither gate has');
select is(pg_temp.answer('steward_gate_public', 'take', 'steward_provider'), 'MP011', 'a gate that names no actor is nobody');
select is(pg_temp.answer('steward_gate_public', 'take', 'steward_provider', '999999999'), 'MP011', 'nor one who does not exist');
select is(pg_temp.answer('steward_gate_public', 'take', 'steward_provider', '1 or true'), 'MP011', 'nor nonsense');
select is(pg_temp.answer('steward_gate_public', 'complain', 'steward_customer', person('Gone')::text), 'MP011', 'nor an inactive person');
select is(pg_temp.answer('steward_gate_public', 'weigh', 'steward_customer', person('Anna')::text), 'MP012', 'a customer may not do what is for operators');
select is(pg_temp.answer('steward_gate_public', 'take', 'steward_customer', person('Anna')::text), 'MP012', 'or for providers');
select is(pg_temp.answer('steward_gate_public', 'weigh', 'steward_anonymous'), 'MP012', 'who is not signed in may not either');
select is(pg_temp.answer('steward_gate_public', 'weigh', 'steward_anonymous', person('Anna')::text), 'MP011', 'and can not name an actor');
select is(pg_temp.answer('steward_gate_public', 'weigh', login('support')), '42501', 'the public gate can not become an operator');
select is(pg_temp.answer('steward_gate_public', 'weigh', 'steward_support'), '42501', 'or a group of operators');
select is(pg_temp.answer('steward_gate_admin', 'weigh', login('support')), 'done', 'the admin gate becomes an operator');
select is(pg_temp.answer('steward_gate_admin', 'weigh', login('auditor')), 'MP012', 'with that operator''s rights');
select is(pg_temp.answer('steward_gate_admin', 'weigh', login('former')), '42501', 'unless he was disabled: then the gate can not even become him');
select is(pg_temp.answer('steward_gate_admin', 'take', 'steward_customer', person('Anna')::text), '42501', 'and never a customer');

-- spoofs
select is(attempt('auditor', $$select api.invoke('weigh', '{}', '{"preview": true}')$$, null, '1') ->> 'sqlstate', 'MP012', 'steward.actor counts for gates alone');
select is(attempt('auditor', format($$select to_jsonb(login) from api.session$$)) #>> '{}', login('auditor'), 'an operator is who signed in');
select is(attempt('administrator', format('set local role %I', login('support'))) ->> 'sqlstate', '42501', 'an operator can not become another one');
do $$ begin execute format('grant %I to %I', public.login('support'), public.login('auditor')); end $$;
select is(attempt('auditor', $$select to_jsonb(s.login) from api.session s$$, login('support')) #>> '{}', login('auditor'), 'SET ROLE is ignored, even where a grant allows it');
do $$ begin execute format('revoke %I from %I', public.login('support'), public.login('auditor')); end $$;
select is(attempt('auditor', $$with s as (select set_config('steward.call', '("00000000-0000-0000-0000-000000000001",weigh,weigh,parcel,1,system,0,,"{sys}",,t,,)', true)) select api.invoke('weigh', '{}', '{"preview": true}') from s$$) ->> 'sqlstate', 'MP012', 'a planted call counts for nothing');

-- PUBLIC and a forgotten revoke close the door
grant execute on function op.weigh(bigint, market.grams) to public;
select is(pg_temp.answer('auditor', 'weigh'), 'MP012', 'a grant to PUBLIC opens nothing');
revoke execute on function op.weigh(bigint, market.grams) from public;
update pg_proc set proacl = null where proname = 'weigh' and pronamespace = 'op'::regnamespace;
select is(pg_temp.answer('auditor', 'weigh'), 'MP012', 'no list of rights at all opens nothing');
select is(pg_temp.answer('support', 'weigh'), 'MP012', 'to anybody');
select guard.allow_operation('weigh', array['steward_support']);
delete from market.operation where name = 'weigh';
select is(pg_temp.answer('support', 'weigh'), 'MP001', 'a function that is not in the catalogue is no operation');

-- op is nobody's: no calls past the door
select is(attempt('support', format('select op.take(%s)', (select id from k))) ->> 'sqlstate', '42501', 'nobody calls an operation directly');
select is(attempt('steward_worker', format('select op.lose(%s)', (select id from k))) ->> 'sqlstate', '42501', 'the worker neither');
select is(attempt('support', format('select to_jsonb(guard.run(null, null, null, null, null, null))')) ->> 'sqlstate', '42501', 'nor a part of the door');
select is((select count(*)::int from pg_proc p cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where p.pronamespace in ('guard'::regnamespace, 'op'::regnamespace, 'api'::regnamespace) and a.grantee = 0), 0, 'PUBLIC may run none of our functions');

-- what the views show
select is(attempt('support', $$select to_jsonb(array_agg(o.name order by o.name)) from api.operation o where o.entity = 'parcel'$$), '["break_rules", "complain", "deliver", "deliver_and_tell", "take"]', 'api.operation lists what the caller may run');
select is(attempt('auditor', $$select to_jsonb(count(*)) from api.operation o where o.entity = 'parcel'$$), '0', 'and nothing else');
select is(attempt('steward_gate_public', $$select to_jsonb(s.kind) from api.session s$$, 'steward_customer', person('Anna')::text) #>> '{}', 'customer', 'a customer''s session');
select is(attempt('former', $$select to_jsonb(count(*)) from api.session s$$), '0', 'nobody has no session');
select is(attempt('limited', $$select to_jsonb(s.markets) from api.session s$$), '[2]', 'a limited operator''s markets');
select is(attempt('support', $$select to_jsonb(s.markets is null) from api.session s$$), 'true', 'null is all');
-- Whoever may become a group could take its policies away.
select is(attempt(who, statement, role) ->> 'sqlstate', '42501', format('%s%s: %s', who, ' as ' || role, statement))
from (values ('steward_gate_public', 'drop owned by steward_customer', 'steward_customer'), ('steward_gate_public', 'drop owned by steward_anonymous', 'steward_anonymous'),
    ('steward_worker', 'drop owned by steward_worker', null), ('support', 'drop owned by current_user', null), ('support', 'create view public.x as select 1', null),
    ('steward_worker', 'alter default privileges grant select on tables to public', null)) tried(who, statement, role);
select is(attempt('steward_worker', 'select to_jsonb(guard.add_partitions())') ->> 'sqlstate', null, 'but the worker adds the months to come');

-- the markets that policies ask for, by the short way and by the one through the actor
create function public.both_ways() returns jsonb language sql security definer set search_path = pg_catalog, pg_temp as
  $$select jsonb_build_array(guard.my_markets(), guard.markets_of(guard.actor()))$$;
create function public.short_way() returns jsonb language sql security definer set search_path = pg_catalog, pg_temp as $$select to_jsonb(guard.my_markets())$$;
grant execute on function public.both_ways(), public.short_way() to public;
select is(attempt(w.who, 'select public.both_ways()') -> 0, attempt(w.who, 'select public.both_ways()') -> 1, format('%s reaches the same markets both ways', w.who))
from (values ('support'), ('operations'), ('auditor'), ('administrator'), ('limited'), ('former'), ('stranger'), ('steward_worker')) as w (who);
select is(attempt('limited', 'select public.short_way()'), '[2]', 'a limited operator reaches his markets');
select is(attempt('former', 'select public.short_way()'), '[]', 'a former operator reaches none');
select is(attempt('stranger', 'select public.short_way()'), '[]', 'nor does a stranger');
select is(attempt('steward_gate_public', 'select public.short_way()', 'steward_customer', person('Anna')::text), '[]', 'nor a customer');
select is(attempt('steward_gate_admin', 'select public.short_way()', login('limited')), '[2]', 'the admin gate reaches those of the operator that it is');
select is(jsonb_array_length(attempt('support', 'select public.short_way()')), (select count(*)::int from market.market), 'who holds all markets reaches each');
select * from finish();
rollback;
